import type { LitellmFinding } from '@understudy/contract';
import { tells } from './finding.ts';
import { isRecord, type PlainRecord } from './plain.ts';

/** A target of LiteLLM: a group, or a group with other parameters for the call. */
export type Target = string | PlainRecord;

/** The group that a target names. */
export function targetGroup(target: Target): string | undefined {
  if (typeof target === 'string') return target;
  return typeof target['model'] === 'string' ? target['model'] : undefined;
}

/** A list of LiteLLM as it works, after what it would silently misread is put right. */
export interface FallbackList {
  readonly entries: ReadonlyMap<string, readonly Target[]>;
  readonly findings: readonly LitellmFinding[];
}

type Tell = (code: string, path: string, message: string, fix: string) => void;

function isTarget(value: unknown): value is Target {
  return typeof value === 'string' || isRecord(value);
}

function targetsOf(group: string, value: unknown, path: string, tell: Tell): readonly Target[] {
  if (typeof value === 'string') {
    const message = `${group}: LiteLLM walks the text ${JSON.stringify(value)} letter by letter`;
    tell('bare_string', path, message, 'It is read as a list of one.');
    return [value];
  }
  const targets = Array.isArray(value) ? value.filter(isTarget) : [];
  const others = targets.filter((target) => targetGroup(target) !== group || typeof target !== 'string');
  if (others.length < targets.length) {
    tell('self_target', path, `${group} names itself; LiteLLM skips that without a word`, 'It is left out.');
  }
  return others;
}

/** Reads one of the three lists. `path` is where it stands, for findings. */
export function readFallbackList(value: unknown, path: string): FallbackList {
  const entries = new Map<string, readonly Target[]>();
  const findings: LitellmFinding[] = [];
  const tell: Tell = (code, at, message, fix) => findings.push(tells({ code, path: at, message, fix }));
  for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
    const at = `${path}[${index}]`;
    if (!isRecord(item)) {
      tell('no_group', at, 'an entry without a group: LiteLLM does not start with it', 'It is left out.');
      continue;
    }
    if (Object.keys(item).length > 1) {
      const message = 'several groups in one entry: LiteLLM refuses it, or looks at the first alone';
      tell('several_groups', at, message, 'Each becomes an entry of its own.');
    }
    for (const [group, targets] of Object.entries(item)) {
      if (entries.has(group)) {
        const message = `${group} stands there twice; LiteLLM looks at the first entry alone`;
        tell('duplicate_group', at, message, 'The first one is kept.');
      } else entries.set(group, targetsOf(group, targets, `${at}["${group}"]`, tell));
    }
  }
  return { entries, findings };
}

/** The entries in LiteLLM's form. */
export function writeFallbackList(entries: Iterable<readonly [string, readonly Target[]]>): PlainRecord[] {
  return [...entries].map(([group, targets]) => ({ [group]: [...targets] }));
}
