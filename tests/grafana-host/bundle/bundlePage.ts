import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { librariesOf, type GrafanaLine } from '../grafanaLine.ts';
import { pageDistOf } from './pageDistOf.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PAGE = join(import.meta.dirname, '../page');
/** Packages that have no public door for what Grafana's own core takes from them, or that come in two versions. */
function aliases(modules: string): Record<string, string> {
  const nested = (name: string): string => {
    const inUi = join(modules, '@grafana/ui/node_modules', name);
    return existsSync(inUi) ? inUi : join(modules, name);
  };
  return {
    '@understudy/contract': join(ROOT, 'contract/src/index.ts'),
    '@grafana/runtime/dist': join(modules, '@grafana/runtime/dist'),
    '@grafana/i18n/internal': join(modules, '@grafana/i18n/dist/esm/i18n.mjs'),
    'react-router-dom-v5-compat': nested('react-router-dom-v5-compat'),
    'react-router-dom': nested('react-router-dom'),
  };
}

/** Resolves what the page's own files import in the tree of one Grafana; its packages then find their own. */
function fromTree(tree: string): Plugin {
  return {
    name: 'from-tree',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
        if (pluginData === 'asked' || !importer.startsWith(PAGE)) return undefined;
        const found = await build.resolve(path, { kind, resolveDir: tree, importer, pluginData: 'asked' });
        return found.errors.length === 0
          ? found
          : build.resolve(path, { kind, resolveDir, importer, pluginData: 'asked' });
      });
    },
  };
}

/** Bundles the page with the published libraries of a Grafana; half a minute on a slow machine. */
export async function bundlePage(grafana: GrafanaLine): Promise<string> {
  const outdir = pageDistOf(grafana);
  const tree = librariesOf(grafana);
  await build({
    entryPoints: { main: join(PAGE, 'main.tsx') },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    keepNames: true,
    logLevel: 'warning',
    // SystemJS names a type of package that only it knows.
    logOverride: { 'package.json': 'silent' },
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    alias: aliases(join(tree, 'node_modules')),
    plugins: [fromTree(tree)],
    // Styles of packages, such as uPlot's, become main.css.
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.ttf': 'empty', '.css': 'css' },
    mainFields: ['browser', 'module', 'main'],
  });
  return outdir;
}
