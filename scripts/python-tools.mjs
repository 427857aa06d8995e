import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

/** Pinned versions of what tests run, each in a virtual environment of its own: nothing of the machine's Python is touched. */
const TOOLS = [
  { name: 'schemathesis', requirements: 'tests/control/schemathesis-requirements.txt' },
  { name: 'litellm', requirements: 'tests/litellm/litellm-requirements.txt' },
  { name: 'kubernetes', requirements: 'tests/deploy/kubernetes-requirements.txt' },
  // No Python, but the registry has it for every machine, and Debian's is too old.
  { name: 'go', requirements: 'tests/deploy/go-requirements.txt' },
];

/** Installs one tool, unless exactly this is there already. */
async function ensureTool({ name, requirements }) {
  const file = join(ROOT, requirements);
  const folder = join(ROOT, 'node_modules/.cache', name);
  // Written last, so that an install that was cut off is done again.
  const mark = join(folder, 'installed');
  const wanted = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return { code: 0, output: '' };
  console.log(`Installing ${name} …`);
  rmSync(folder, { recursive: true, force: true });
  const made = await run('python3', ['-m', 'venv', folder], { quiet: true });
  if (made.code !== 0) return made;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', file];
  const installed = await run(join(folder, 'bin/python'), pip, { quiet: true });
  if (installed.code === 0) writeFileSync(mark, wanted);
  return installed;
}

/** Installs the Python tools of the tests. */
export async function ensurePythonTools() {
  for (const tool of TOOLS) {
    const done = await ensureTool(tool);
    if (done.code !== 0) return done;
  }
  return { code: 0, output: '' };
}
