import { parsePath, type DocumentChange } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { changeValue } from './changeValue.ts';
import { fieldName, triggerOfPath } from './fieldName.ts';
import { leafChanges } from './leafChanges.ts';
import { listSentences } from './listSentence.ts';

/** Changes that a line has room for. */
const MOST = 3;
/** Longer values are told by the opened row only. */
const LONGEST_VALUE = 40;

/** What a change is about, and what became of it. */
interface Told {
  readonly about: string;
  readonly what: readonly string[];
}

/** The entry of the document that a path lies in: "chain gpt-4o"; undefined where it lies in none. */
function entryName([list, id]: readonly (string | number)[]): string | undefined {
  if (id === undefined) return undefined;
  switch (list) {
    case 'providers':
      return t('audit.provider', 'provider {{- id}}', { id });
    case 'models':
      return t('audit.model', 'model {{- id}}', { id });
    case 'chains':
      return t('audit.chain', 'chain {{- id}}', { id });
    case 'clients':
      return t('audit.client', 'client {{- id}}', { id });
    default:
      return undefined;
  }
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isStepList(path: readonly (string | number)[]): boolean {
  return path[0] === 'chains' && String(path.at(-1)).toLowerCase().endsWith('fallbacks');
}

/** Secrets that are no references come as marks from the agent. */
function isHidden(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('(hidden');
}

function secretSentence(name: string, before: unknown, after: unknown): string {
  if (before === undefined) return t('audit.secret-set', '{{- name}} set', { name });
  if (after === undefined) return t('audit.secret-removed', '{{- name}} removed', { name });
  return t('audit.changed', '{{- name}} changed', { name });
}

/** "retries 3 to 2", "credential changed". */
function valueSentence(path: readonly (string | number)[], { before, after }: DocumentChange): string {
  const key = String(path.at(-1));
  const name = fieldName(path);
  const [old, now] = [changeValue(before, key), changeValue(after, key)];
  if (isHidden(before) || isHidden(after)) return secretSentence(name, before, after);
  if (Math.max(old.length, now.length) > LONGEST_VALUE) {
    return t('audit.changed', '{{- name}} changed', { name });
  }
  if (before === undefined) return t('audit.set', '{{- name}} set to {{- now}}', { name, now });
  if (after === undefined) return t('audit.unset', '{{- name}} {{- old}} removed', { name, old });
  return t('audit.from-to', '{{- name}} {{- old}} to {{- now}}', { name, old, now });
}

/** An entry as a whole came or went. */
function entrySentence({ before }: DocumentChange): string {
  return before === undefined ? t('audit.entry-added', 'added') : t('audit.entry-removed', 'removed');
}

function sentences(path: readonly (string | number)[], change: DocumentChange): readonly string[] {
  const isEntry = path.length === 2 && entryName(path) !== undefined;
  if (isEntry) return [entrySentence(change)];
  const { before = [], after = [] } = change;
  if (isStepList(path) && isTextList(before) && isTextList(after)) return stepSentences(path, before, after);
  return [valueSentence(path, change)];
}

function stepSentences(
  path: readonly (string | number)[],
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const told = listSentences(before, after);
  const name = fieldName(path);
  if (told.length === 0) return [t('audit.changed', '{{- name}} changed', { name })];
  return path.at(-1) === 'fallbacks' ? told : told.map((sentence) => `${name}: ${sentence}`);
}

function told(change: DocumentChange, subject: string): Told {
  if (change.path.endsWith(' (order)')) {
    const list = change.path.replace(' (order)', '');
    return { about: '', what: [t('audit.order', 'new order of {{- list}}', { list })] };
  }
  const path = parsePath(change.path);
  const entry = String(path[1]) === subject ? undefined : entryName(path);
  const about = [entry, triggerOfPath(path)].filter((part) => part !== undefined).join(' ');
  return { about, what: sentences(path, change) };
}

/** Says what a change is about once, however many changes of it follow one another. */
function joined(parts: readonly Told[]): string[] {
  let last = '';
  return parts.flatMap(({ about, what }) =>
    what.map((sentence) => {
      const named = about === last ? sentence : `${about} ${sentence}`.trim();
      last = about;
      return named;
    }),
  );
}

/** Entries that came or went are told as such, everything else field by field. */
function partsOf(changes: readonly DocumentChange[]): DocumentChange[] {
  return changes.flatMap((change) => {
    const path = parsePath(change.path);
    const isEntry = path.length === 2 && entryName(path) !== undefined;
    return isEntry || change.path.endsWith(' (order)') ? [change] : leafChanges([change]);
  });
}

/**
 * The differences of two documents in a line: "Server error retries 3 to 2, factor 2 to 1.5".
 * @param subject id of the entry that the line is about anyway; empty = none
 */
export function changeSentence(changes: readonly DocumentChange[], subject: string): string {
  const all = joined(partsOf(changes).map((change) => told(change, subject)));
  const shown = all.slice(0, MOST);
  const left = all.length - shown.length;
  const text = shown.join(', ');
  const line = left === 0 ? text : t('audit.more', '{{- text}} and {{count}} more', { text, count: left });
  return line.charAt(0).toUpperCase() + line.slice(1);
}
