import { hasErrors, type Finding } from '@understudy/contract';
import { Command } from 'commander';
import { createSecretResolver, loadFile, parseMasterKey, type MasterKey } from '../store/index.ts';
import { refuse } from './refuse.ts';
import { renderFindings } from './renderFindings.ts';
import { EXIT_BAD_CONFIGURATION, type Terminal } from './terminal.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const EXAMPLES = `
Examples:
  $ understudy validate understudy.yaml
  $ understudy validate --json understudy.yaml | jq '.findings[].path'

Exits 0 if an agent would start with the file (warnings or not), 2 if it would not.`;

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function report(file: string, findings: readonly Finding[], terminal: Terminal): void {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (findings.length > 0) terminal.err(renderFindings(findings, file));
  const rest = findings.length - errors;
  const verdict = errors > 0 ? `not valid: ${count(errors, 'error')}` : 'valid';
  terminal.out(`${file} is ${verdict}${rest > 0 ? `, ${count(rest, 'warning')}` : ''}`);
}

async function findingsOf(file: string, env: Environment): Promise<readonly Finding[]> {
  const text = env['UNDERSTUDY_MASTER_KEY'];
  const masterKey: MasterKey | undefined = text === undefined || text === '' ? undefined : parseMasterKey(text);
  const resolve = createSecretResolver({ env, masterKey });
  const loaded = await loadFile(file, {
    masterKey,
    hasCredential: ({ id, apiKey }) => apiKey === undefined || 'value' in resolve(apiKey, `providers/${id}/apiKey`),
  });
  return 'findings' in loaded ? loaded.findings : loaded.warnings;
}

/** `understudy validate FILE`. */
export function validateCommand(terminal: Terminal, env: Environment): Command {
  return new Command('validate')
    .description('check a configuration file and say everything that is wrong with it')
    .argument('<file>', 'YAML or JSON, as for start --config')
    .option('--json', 'print {"file", "valid", "findings"} instead of text')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, { json }: { json?: boolean }) => {
      try {
        const findings = await findingsOf(file, env);
        if (json === true) terminal.out(JSON.stringify({ file, valid: !hasErrors(findings), findings }, null, 2));
        else report(file, findings, terminal);
        terminal.exitCode(hasErrors(findings) ? EXIT_BAD_CONFIGURATION : 0);
      } catch (error) {
        refuse(error, terminal);
      }
    });
}
