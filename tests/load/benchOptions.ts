import { parseArgs } from 'node:util';
import { isModeName } from './upstreamMode.ts';
import type { ModeName } from './upstreamMode.ts';

/** Keys of the measures, in the order in which they run. */
export const MEASURE_KEYS = [
  'cpu',
  'latency',
  'overhead',
  'failover',
  'first-token',
  'patient',
  'control',
  'scrape',
  'traces',
  'memory',
  'soak',
] as const;
export type MeasureKey = (typeof MEASURE_KEYS)[number];

export const USAGE = `Load benchmark: the agent beside a bare Node pass-through and no proxy at all.

  npm run bench                     everything (about 25 minutes)
  npm run bench -- --quick          smaller (about 6 minutes)

  --only A,B          only these measures: ${MEASURE_KEYS.join(', ')}
  --rounds N          interleaved rounds of a measure (5; quick: 3)
  --quick             fewer requests, shorter memory and soak
  --memory-minutes N  length of the memory measure (10; quick: 1)
  --soak-minutes N    length of the soak (5; quick: 0.5)
  --agent FILE        another build of the agent (agent/dist/main.js)
  --no-build          measure what is built
  --json FILE         write every round's values
  --markdown FILE     put the table between the markers of this file
  --profile           no measures: where the agent spends its processor time
  --profile-mode M    with these requests: small, large, stream, e500, … (small)
  --flame FILE        with --profile: write a flame graph (SVG)
`;

/** What the command line asks for. */
export interface BenchOptions {
  readonly only: readonly MeasureKey[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly memoryMinutes: number;
  readonly soakMinutes: number;
  readonly build: boolean;
  readonly profile: boolean;
  readonly profileMode: ModeName;
  readonly agent?: string;
  readonly json?: string;
  readonly markdown?: string;
  readonly flame?: string;
}

function isMeasureKey(name: string): name is MeasureKey {
  return MEASURE_KEYS.some((key) => key === name);
}

function measureKeys(list: string | undefined): readonly MeasureKey[] {
  if (list === undefined) return MEASURE_KEYS;
  const names = list.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !isMeasureKey(name));
  if (wrong !== undefined) throw new TypeError(`--only: ${wrong} is not one of ${MEASURE_KEYS.join(', ')}`);
  return MEASURE_KEYS.filter((key) => names.includes(key));
}

function positive(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number > 0)) throw new TypeError(`--${name}: ${value} is not a number above 0`);
  return number;
}

function modeName(name: string): ModeName {
  if (!isModeName(name)) throw new TypeError(`--profile-mode: there is no mode ${name}`);
  return name;
}

function given<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, string>>);
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const OPTIONS = {
  only: text,
  rounds: text,
  quick: flag,
  'memory-minutes': text,
  'soak-minutes': text,
  agent: text,
  'no-build': flag,
  json: text,
  markdown: text,
  profile: flag,
  'profile-mode': { type: 'string', default: 'small' },
  flame: text,
  help: flag,
} as const;

/**
 * Reads the command line; 'help' when it only asks for the usage.
 *
 * @throws TypeError that names the option that is wrong
 */
export function readBenchOptions(args: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help) return 'help';
  const { quick } = values;
  return {
    only: measureKeys(values.only),
    rounds: Math.ceil(positive('rounds', values.rounds, quick ? 3 : 5)),
    quick,
    memoryMinutes: positive('memory-minutes', values['memory-minutes'], quick ? 1 : 10),
    soakMinutes: positive('soak-minutes', values['soak-minutes'], quick ? 0.5 : 5),
    build: !values['no-build'],
    profile: values.profile || values.flame !== undefined,
    profileMode: modeName(values['profile-mode']),
    ...given('agent', values.agent),
    ...given('json', values.json),
    ...given('markdown', values.markdown),
    ...given('flame', values.flame),
  };
}
