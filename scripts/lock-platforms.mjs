/**
 * Completes package-lock.json for other platforms: run it after an `npm install` that changed the lock file.
 *
 * A native package lists one optional package per platform. Against a registry that carries some platforms only, npm
 * leaves the others out of the lock file, and then `npm ci` refuses that file everywhere ("Missing: … from lock
 * file"). This adds them by name and version, without an integrity hash, as nothing was downloaded to take one from.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const LIBRARIES = { gnu: 'glibc', glibc: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** `os`, `cpu` and `libc` as the package itself declares them, read from the parts of its name. */
function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = parts.find((part) => SYSTEMS.includes(part));
  const cpu = parts.find((part) => PROCESSORS.includes(part));
  const libc = parts.map((part) => LIBRARIES[part]).find(Boolean);
  if (!os || !cpu) throw new Error(`Cannot tell the platform of ${name} from its name`);
  return { cpu: [cpu], libc: libc && os === 'linux' ? [libc] : undefined, os: [os] };
}

/** Where npm looks for `name` when the package at `path` asks for it, nearest first. */
function places(path, name) {
  const folders = path.split(/\/?node_modules\//).slice(0, -1);
  const parents = folders.map((_, depth) => path.split('/node_modules/').slice(0, depth).join('/node_modules/'));
  const nested = [path, ...parents.reverse()].filter(Boolean).map((parent) => `${parent}/node_modules/${name}`);
  return [...nested, `node_modules/${name}`];
}

function missingFrom(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !places(path, name).some((place) => packages[place]))
      .map(([name, version]) => {
        const { cpu, libc, os } = platformOf(name);
        // In npm's own order, so that its next write changes nothing; JSON leaves out what is undefined.
        return [`node_modules/${name}`, { version, cpu, dev, libc, optional: true, os }];
      }),
  );
}

/** The repository's own, and that of the test host's second tree. */
const LOCKS = ['package-lock.json', 'tests/grafana-host/g13/package-lock.json'];

function complete(path) {
  const file = join(ROOT, path);
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingFrom(lock.packages);
  for (const [place, { version }] of missing) {
    if (!/^\d/.test(version)) throw new Error(`${place} is asked for as ${version}, not as one version`);
  }
  const entries = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} packages of other platforms added to ${path}`);
}

for (const path of LOCKS) complete(path);
