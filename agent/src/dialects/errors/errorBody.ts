import type { JsonObject, JsonValue } from '../../engine/index.ts';
import { asList, asObject, asText, parseJson } from '../jsonAccess.ts';

/** A provider's error, whatever the shape it came in. Texts are empty where nothing was said. */
export interface ErrorBody {
  /** False where the body is no JSON: a gateway's page, or nothing. */
  readonly isJson: boolean;
  /** Lower-case. */
  readonly code: string;
  /** Lower-case; Google's `status` counts as one. */
  readonly type: string;
  readonly param: string;
  /** An HTTP status that the body itself names; null = none. */
  readonly status: number | null;
  /** Every sentence of the error, lower-case: for recognising it, never for logs (it may quote the prompt). */
  readonly text: string;
  /** Entries of `details` (Google), for reasons and retry delays. */
  readonly details: readonly JsonValue[];
}

const MAX_TEXT = 8_192;

function statusIn(...values: (JsonValue | undefined)[]): number | null {
  for (const value of values) {
    const status = typeof value === 'string' ? Number(value) : value;
    if (typeof status === 'number' && Number.isInteger(status) && status >= 400 && status <= 599) return status;
  }
  return null;
}

/** FastAPI's `detail`: a sentence or a list of findings. */
function detailText(detail: JsonValue | undefined): string {
  if (typeof detail === 'string') return detail;
  const { message } = asObject(detail) ?? {};
  return [asText(message), ...asList(detail).map((finding) => asText(asObject(finding)?.msg))].join(' ');
}

function textOf(error: JsonObject): string {
  const inner = asObject(error.innererror) ?? asObject(error.inner_error) ?? {};
  const metadata = asObject(error.metadata) ?? {};
  const errors = asList(error.errors).map((entry) => asText(asObject(entry)?.message));
  // OpenRouter wraps the provider's own error as text.
  const parts = [error.message, error.msg, error.error_description, inner.code, inner.message, metadata.raw];
  return [...parts.map(asText), detailText(error.detail), ...errors].join(' ').slice(0, MAX_TEXT).toLowerCase();
}

function fromObject(error: JsonObject): ErrorBody {
  const { code, type, status, param, details } = error;
  return {
    isJson: true,
    code: (typeof code === 'number' ? String(code) : asText(code)).toLowerCase(),
    type: (asText(type) === '' ? asText(status) : asText(type)).toLowerCase(),
    param: asText(param),
    status: statusIn(code, status, error.status_code),
    text: textOf(error),
    details: asList(details),
  };
}

function fromText(text: string, isJson: boolean): ErrorBody {
  return {
    isJson,
    code: '',
    type: '',
    param: '',
    status: null,
    text: text.slice(0, MAX_TEXT).toLowerCase(),
    details: [],
  };
}

/** Finds the error in parsed JSON: `{error: {…}}`, `{error: "…"}`, a bare error object, or Google's list of one. */
export function errorBodyOf(json: JsonValue | undefined): ErrorBody {
  if (Array.isArray(json)) return errorBodyOf(json[0]);
  const whole = asObject(json);
  if (whole === null) return fromText(typeof json === 'string' ? json : '', json !== undefined);
  if (typeof whole.error === 'string') {
    return { ...fromObject(whole), text: `${whole.error} ${textOf(whole)}`.toLowerCase() };
  }
  return fromObject(asObject(whole.error) ?? asObject(whole.detail) ?? whole);
}

/** Reads the body of an error answer. */
export function readErrorBody(body: Buffer): ErrorBody {
  const text = body.toString('utf8');
  const json = parseJson(text);
  return json === undefined ? fromText(text, false) : errorBodyOf(json);
}
