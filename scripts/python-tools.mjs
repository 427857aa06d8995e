import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

/** Pinned versions of what the contract suite runs. */
const REQUIREMENTS = join(ROOT, 'tests/control/schemathesis-requirements.txt');
/** A virtual environment of its own: nothing of the machine's Python is touched. */
const FOLDER = join(ROOT, 'node_modules/.cache/schemathesis');
/** Written last, so that an install that was cut off is done again. */
const INSTALLED = join(FOLDER, 'installed');

/** Installs the Python tools of the tests, unless exactly these are there already. */
export async function ensurePythonTools() {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return { code: 0, output: '' };
  console.log('Installing schemathesis …');
  rmSync(FOLDER, { recursive: true, force: true });
  const made = await run('python3', ['-m', 'venv', FOLDER], { quiet: true });
  if (made.code !== 0) return made;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
  const installed = await run(join(FOLDER, 'bin/python'), pip, { quiet: true });
  if (installed.code === 0) writeFileSync(INSTALLED, wanted);
  return installed;
}
