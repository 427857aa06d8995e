import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/** What the tests need from the machine. The one place that lists it: a Debian package and the command it brings. */
const SYSTEM_PACKAGES = [
  {
    debian: 'prometheus',
    commands: ['prometheus', 'promtool'],
    services: ['prometheus'],
    use: 'rule and scrape tests',
  },
  {
    debian: 'prometheus-alertmanager',
    commands: ['prometheus-alertmanager', 'amtool'],
    services: ['prometheus-alertmanager'],
    use: 'alerts as they are delivered',
  },
  {
    debian: 'redis-server',
    commands: ['redis-server', 'redis-cli'],
    services: ['redis-server'],
    use: 'agents that share a store',
  },
  {
    debian: 'openssl',
    commands: ['openssl'],
    services: [],
    use: 'certificates of a store, values of .env',
  },
  {
    debian: 'python3-venv',
    commands: ['python3'],
    // Debian's python3 comes without what makes a virtual environment.
    works: () => spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0,
    services: [],
    use: 'contract suite of the control API',
  },
  {
    debian: 'chromium',
    // Another browser of its kind will do: CHROMIUM_PATH names it.
    commands: process.env.CHROMIUM_PATH ? [] : ['chromium'],
    services: [],
    use: 'browser tests',
  },
];

const POLICY = '/usr/sbin/policy-rc.d';

const onPath = (command) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)));

function isDebian() {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Debian starts a package's daemon as soon as it is installed; a policy of 101 forbids that. An own policy stays. */
async function withoutStartingServices(work) {
  if (existsSync(POLICY)) return work();
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    rmSync(POLICY, { force: true });
  }
}

/** Nor shall it start with the machine, or go on where the policy above was the machine's own and allowed it. */
async function switchOff(services) {
  for (const service of services) {
    if (existsSync('/run/systemd/system')) await run('systemctl', ['disable', '--now', service], { quiet: true });
    else {
      await run('update-rc.d', [service, 'disable'], { quiet: true });
      await run('service', [service, 'stop'], { quiet: true });
    }
  }
}

async function install(missing) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const names = missing.map(({ debian }) => debian);
  const update = await run('apt-get', ['update', '-qq'], { env, quiet: true });
  if (update.code !== 0) return update;
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  const installed = await withoutStartingServices(() => run('apt-get', args, { env, quiet: true }));
  if (installed.code === 0) await switchOff(missing.flatMap(({ services }) => services));
  return installed;
}

/** Installs what is missing where that is possible; elsewhere names it, and the tests that need it fail. */
export async function ensureSystemPackages() {
  const missing = SYSTEM_PACKAGES.filter(({ commands, works }) => !commands.every(onPath) || works?.() === false);
  if (missing.length === 0) return { code: 0, output: '' };
  const list = missing.map(({ debian, use }) => `${debian} (${use})`).join(', ');
  if (process.getuid?.() !== 0 || !isDebian()) {
    return { code: 1, output: `Missing on this machine: ${list}. Please install it, the tests need it.\n` };
  }
  console.log(`Installing ${list} …`);
  return install(missing);
}
