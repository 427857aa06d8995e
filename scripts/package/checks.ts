import type { PluginFolder } from './PluginFolder.ts';
import { pluginJsonSchema, type PluginJson } from './pluginJsonSchema.ts';
import type { Check } from './Check.ts';
import { checkBudgets } from './checkBudgets.ts';
import { checkCode } from './checkCode.ts';
import { checkImages } from './checkImages.ts';
import { checkTexts } from './checkTexts.ts';

const checkMetadata: Check = (folder) =>
  folder.plugins().flatMap(({ folder: where, json }) => {
    const { error } = pluginJsonSchema.safeParse(json);
    return (error?.issues ?? []).map(({ path, message }) => `${where}plugin.json: ${path.join('.')}: ${message}`);
  });

const checkIds: Check = (folder, version) => {
  const [app, ...nested] = folder.plugins();
  if (app?.folder !== '' || app.json.type !== 'app') return ['plugin.json: there is no app at the root'];
  const wrong = folder.plugins().filter(({ json: { id, type } }) => !id.endsWith(`-${type}`));
  return [
    ...wrong.map(({ folder: where, json }) => `${where}plugin.json: ${json.id} does not end in -${json.type}`),
    ...folder
      .plugins()
      .filter(({ json }) => json.info.version !== version)
      .map(
        ({ folder: where, json }) => `${where}plugin.json: version ${json.info.version}, package.json says ${version}`,
      ),
    ...nested
      .filter(({ json }) => json.dependencies.grafanaDependency !== app.json.dependencies.grafanaDependency)
      .map(({ folder: where }) => `${where}plugin.json: another grafanaDependency than the app`),
  ];
};

function checkInclude(
  folder: PluginFolder,
  app: PluginJson,
  { type, name, path }: { type: string; name: string; path: string },
): string[] {
  const isOwn = path.startsWith(`/a/${app.id}/`) || path === `/plugins/${app.id}`;
  if (type === 'page' && !isOwn) return [`plugin.json: page ${name} lies outside of the app: ${path}`];
  if (type !== 'panel') return [];
  const json = path.replace(/module\.js$/, 'plugin.json');
  const found = folder.plugins().find((plugin) => `${plugin.folder}plugin.json` === json)?.json;
  if (!found) return [`plugin.json: includes panel ${name} at ${path}, where no plugin is`];
  return found.name === name ? [] : [`plugin.json: panel ${name} calls itself ${found.name}`];
}

/** Pages belong to the app, and a nested plugin is listed under its own name. */
const checkIncludes: Check = (folder) => {
  const app = folder.plugins()[0]?.json;
  return app ? (app.includes ?? []).flatMap((include) => checkInclude(folder, app, include)) : [];
};

const checkModules: Check = (folder) =>
  folder
    .plugins()
    .flatMap(({ folder: where }) =>
      ['module.js', 'module.js.map']
        .filter((file) => !folder.has(where + file))
        .map((file) => `${where}${file} is missing`),
    );

/** Every file of code comes with its source. */
const checkSourceMaps: Check = (folder) =>
  folder
    .named('.js')
    .filter((path) => !folder.has(`${path}.map`) || !folder.text(path).includes('//# sourceMappingURL='))
    .map((path) => `${path} has no source map`);

/** A nested plugin finds files in its own folder only: a chunk of its own would be looked for in vain. */
const checkNestedChunks: Check = (folder) =>
  folder
    .plugins()
    .slice(1)
    .filter(({ folder: where }) => /\.e\(\d+\)/.test(folder.text(`${where}module.js`)))
    .map(({ folder: where }) => `${where}module.js loads a chunk, which is not found beside it`);

/** Everything that the catalogue's validator looks at in an archive, and what we ask beyond it. */
export const CHECKS: Readonly<Record<string, Check>> = {
  metadata: checkMetadata,
  ids: checkIds,
  includes: checkIncludes,
  modules: checkModules,
  'source maps': checkSourceMaps,
  'nested chunks': checkNestedChunks,
  texts: checkTexts,
  images: checkImages,
  code: checkCode,
  budgets: checkBudgets,
};
