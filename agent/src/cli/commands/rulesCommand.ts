import { readFile, writeFile } from 'node:fs/promises';
import { alertsSchema, documentSchema, getConfig } from '@understudy/contract';
import { Option, type Command } from 'commander';
import type { ZodType } from 'zod';
import { unifiedDiff } from '../../litellm/index.ts';
import { generateRules, renderRules, RULE_FORMATS, type RuleFormat, type RuleSource } from '../../rules/index.ts';
import { ConfigurationError, loadFile, refusal } from '../../store/index.ts';
import { clientOf, EXIT_FAILED, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';

interface RulesOptions extends RemoteOptions {
  readonly file?: string;
  readonly format: RuleFormat;
  readonly output?: string;
  readonly check?: string;
  readonly timeScale?: string;
  readonly job?: string;
}

const EXAMPLES = `
Examples:
  $ understudy rules -f understudy.yaml -o understudy.rules.yml           # a file for rule_files of Prometheus, without an agent
  $ understudy rules                                                      # of what is in force on the agent
  $ understudy rules -f understudy.yaml --check understudy.rules.yml      # in a pipeline: exits 1 where the file is out of date
  $ understudy rules --format grafana -o provisioning/alerting/understudy-rules.yml
  $ understudy rules -f understudy.yaml --time-scale 0.01                 # 5 minutes become 3 seconds: to see alerts fire in a trial

What the rules compare with is in the configuration, for all chains and for single ones:
  warnings: { fallbackRate: 0.1, costMultiplier: 2 }
  alerts:
    slo: { fallback: 0.95, availability: 0.995 }
    chains: { gpt-4o: { fallbackRate: 0.3 } }

docs/alerts.md lists every alert. With --check an agent that is not there or says no exits 2, as with diff.`;

/** With --check: neither up to date nor not. */
const EXIT_NO_ANSWER = 2;

/** Of a document as the API has it, where secrets are not references. */
const SOURCE = documentSchema.pick({ alerts: true, warnings: true });

async function sourceOf(options: RulesOptions, kit: CommandKit): Promise<RuleSource> {
  if (options.file === undefined) {
    const { alerts, warnings } = (await clientOf(options, kit).call(getConfig)).body;
    return SOURCE.parse({ alerts, warnings });
  }
  const loaded = await loadFile(options.file);
  if ('findings' in loaded) throw new ConfigurationError(loaded.findings, options.file);
  return loaded.document;
}

/** A flag by the rule of the setting that it stands for. */
function flagOf<Value>(flag: string, schema: ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusal('invalid', flag, `${flag}: ${issue?.message ?? 'not valid'}`, `See alerts in docs/configuration.md.`);
}

function overridesOf({ timeScale, job }: RulesOptions) {
  const { shape } = alertsSchema;
  return {
    timeScale: timeScale === undefined ? undefined : flagOf('--time-scale', shape.timeScale, Number(timeScale)),
    job: job === undefined ? undefined : flagOf('--job', shape.job, job),
  };
}

async function committed(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw refusal('unreadable', '--check', `${path} cannot be read (${code})`, 'Write it first, with --output.');
  }
}

async function check(path: string, text: string, kit: CommandKit): Promise<void> {
  const diff = unifiedDiff(await committed(path), text, { before: path, after: `${path} (new)` });
  kit.terminal.out(diff === '' ? `${path} is up to date.` : diff.trimEnd());
  kit.terminal.exitCode(diff === '' ? 0 : EXIT_FAILED);
}

async function rules(options: RulesOptions, kit: CommandKit): Promise<void> {
  const overrides = overridesOf(options);
  const format = options.json === true ? 'json' : options.format;
  const text = renderRules(generateRules(await sourceOf(options, kit), overrides), format);
  if (options.check !== undefined) await check(options.check, text, kit);
  else if (options.output === undefined) kit.terminal.out(text.trimEnd());
  else await writeFile(options.output, text);
}

/** `understudy rules`. */
export function rulesCommand(kit: CommandKit): Command {
  return remoteCommand('rules', 'write the recording and alert rules of a configuration, for Prometheus or Grafana')
    .option('-f, --file <file>', 'of this configuration, without an agent')
    .addOption(new Option('--format <format>', 'form of the rules').choices([...RULE_FORMATS]).default('prometheus'))
    .option('-o, --output <file>', 'write to this file instead of the terminal')
    .addOption(new Option('--check <file>', 'show what is out of date in this file').conflicts('output'))
    .option('--time-scale <factor>', 'in place of alerts.timeScale: multiplies every length of time (0.005 to 10)')
    .option('--job <name>', 'in place of alerts.job: the scrape job of the agents')
    .addHelpText('after', EXAMPLES)
    .action((options: RulesOptions) =>
      told(kit, options.json, () => rules(options, kit), options.check === undefined ? EXIT_FAILED : EXIT_NO_ANSWER),
    );
}
