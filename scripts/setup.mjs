import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, pathWithoutTools, run } from './run.mjs';

const LOCK = join(ROOT, 'package-lock.json');
/** npm's own note of what it installed, written last: it is missing after an install that was cut off. */
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');
const PINNED_NODE = join(ROOT, 'node_modules/node/bin/node');
/** The first Node that the agent supports. */
const OLDEST = [22, 19];

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** `[path, entry]` of what lies in node_modules; links are the workspaces. */
function packagesOf(file) {
  const entries = Object.entries(readJson(file).packages);
  return entries.filter(([path, entry]) => path.includes('node_modules/') && !entry.link);
}

/** Is exactly the lock file installed? Optional packages may be absent: most are for other platforms. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = new Map(packagesOf(LOCK));
  const there = new Map(packagesOf(INSTALLED));
  const complete = [...wanted].every(([path, entry]) => {
    const found = there.get(path);
    return found ? found.version === entry.version : Boolean(entry.optional ?? entry.devOptional ?? entry.peer);
  });
  return complete && [...there.keys()].every((path) => wanted.has(path));
}

function versionOf(node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .slice(1);
  } catch {
    return undefined;
  }
}

const pinnedVersion = () => readJson(join(ROOT, 'package.json')).devDependencies.node;

function supported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/**
 * The Node to run with: the pinned one; the machine's own where that could not be installed and is new enough.
 * Otherwise undefined.
 */
export function findNode() {
  if (versionOf(PINNED_NODE) === pinnedVersion()) return PINNED_NODE;
  return supported(process.versions.node) ? process.execPath : undefined;
}

/** `npm ci`, unless the lock file is what is installed, by whomever. */
export async function ensureDependencies() {
  if (!isInstalled()) {
    console.log('Installing packages (npm ci), a minute or two …');
    const done = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
      env: { PATH: pathWithoutTools() },
      quiet: true,
    });
    if (done.code !== 0) return done;
  }
  if (findNode()) return { code: 0, output: '' };
  return {
    code: 1,
    output:
      `Node ${pinnedVersion()} is not there and this machine has ${process.versions.node}. It comes with the npm ` +
      'package "node", whose install script has to be allowed (allowScripts in package.json; ignore-scripts off): ' +
      'allow it, delete node_modules and try again, or use Node 22.19 or newer.\n',
  };
}

/** Compiles contract and agent; without changes this takes a second. */
export function build() {
  return run(findNode(), ['node_modules/typescript/bin/tsc', '-b'], { quiet: true });
}
