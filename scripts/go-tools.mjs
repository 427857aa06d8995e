import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

/** Go itself is one of scripts/python-tools.mjs. */
const GO = join(ROOT, 'node_modules/.cache/go/bin/go');
const FOLDER = join(ROOT, 'node_modules/.cache/go-tools');

/** What tests of the deployment run, built from source: there are no packages of them. `built` is the name that Go gives. */
const TOOLS = [
  // Reads a compose file as `docker compose config` does; it is that command's library.
  { name: 'compose', built: 'cmd', module: 'github.com/compose-spec/compose-go/v2/cmd@v2.16.2' },
  { name: 'kustomize', built: 'kustomize', module: 'sigs.k8s.io/kustomize/kustomize/v5@v5.8.2' },
];

/** Definitions of ServiceMonitor, PrometheusRule and their kind. */
const CRDS = {
  module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
  folder: 'example/prometheus-operator-crd',
};

const env = { GOTOOLCHAIN: 'local', GOBIN: FOLDER, GOFLAGS: '-buildvcs=false' };
const wanted = JSON.stringify([TOOLS, CRDS]);

async function buildTool({ name, built, module }) {
  const done = await run(GO, ['install', module], { env, quiet: true });
  if (done.code === 0 && built !== name) renameSync(join(FOLDER, built), join(FOLDER, name));
  return done;
}

async function copyCrds() {
  const done = await run(GO, ['mod', 'download', '-json', CRDS.module], { env, quiet: true });
  if (done.code !== 0) return done;
  const { Dir } = JSON.parse(done.output.slice(done.output.indexOf('{')));
  cpSync(join(Dir, CRDS.folder), join(FOLDER, 'crds'), { recursive: true });
  return done;
}

/** Builds the Go programs of the tests, once: it takes a minute or two. */
export async function ensureGoTools() {
  // Written last, so that a build that was cut off is done again.
  const mark = join(FOLDER, 'installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return { code: 0, output: '' };
  console.log(`Building ${TOOLS.map(({ name }) => name).join(', ')} …`);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const work of [...TOOLS.map((tool) => () => buildTool(tool)), copyCrds]) {
    const done = await work();
    if (done.code !== 0) return done;
  }
  writeFileSync(mark, wanted);
  return { code: 0, output: '' };
}
