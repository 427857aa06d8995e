import { t } from '@grafana/i18n';
import { DASH, waits } from '../../../format/format.ts';

const LONGEST = 200;

function isSecretMark(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'set' in value && Object.keys(value).length === 1;
}

function textOf(value: string): string {
  if (value === '(hidden)') return t('audit.value.set', 'set');
  if (value === '(hidden, another value)') return t('audit.value.changed', 'changed');
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

function listText(value: readonly unknown[]): string {
  if (!value.every((entry) => typeof entry === 'string')) return textOf(JSON.stringify(withoutSecrets(value)));
  return value.length === 0 ? t('audit.value.empty', 'none') : value.join(', ');
}

function objectText(value: object | null): string {
  if (value === null) return t('audit.value.null', 'none');
  if (Array.isArray(value)) return listText(value);
  return isSecretMark(value) ? t('audit.value.set', 'set') : textOf(JSON.stringify(withoutSecrets(value)));
}

/**
 * A value of the document as people read it; secrets are "set" or "changed", never shown.
 * @param key name of the field, whose ending says the unit
 */
export function changeValue(value: unknown, key: string): string {
  switch (typeof value) {
    case 'undefined':
      return t('audit.value.none', 'not set');
    case 'string':
      return textOf(value);
    case 'boolean':
      return value ? t('audit.value.on', 'on') : t('audit.value.off', 'off');
    case 'number':
      return key.endsWith('Ms') ? waits(value) : String(value);
    case 'object':
      return objectText(value);
    default:
      return DASH;
  }
}

/** A part of a document with its secrets as words. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  if (isSecretMark(value)) return t('audit.value.set', 'set');
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner)]));
}
