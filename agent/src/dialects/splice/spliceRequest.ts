import { scanObject, type MemberSpan, type ObjectScan } from './scanObject.ts';

/** What the agent changes in a client's body. */
export interface RequestEdits {
  /** The provider's own name for the model. */
  readonly model: string;
  /** Whether a stream is asked for its usage: `stream_options.include_usage`. */
  readonly includeUsage: boolean;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const INCLUDE_USAGE = '"include_usage":true';
const STREAM_OPTIONS = `{${INCLUDE_USAGE}}`;
const KEYS = ['model', 'stream_options'] as const;
const MODEL_ONLY = ['model'] as const;

function is(raw: Buffer, { start, end }: MemberSpan, text: string): boolean {
  return raw.toString('utf8', start, end) === text;
}

/** Edits that turn one value of `stream_options` into one that asks for usage; the provider refuses what is neither. */
function usageEdits(raw: Buffer, value: MemberSpan): Edit[] {
  if (is(raw, value, 'null')) return [{ start: value.start, end: value.end, text: STREAM_OPTIONS }];
  if (raw[value.start] !== 0x7b) return [];
  const inner = scanObject(raw, ['include_usage'], value.start);
  if (inner.members.length === 0) {
    const at = inner.open + 1;
    return [{ start: at, end: at, text: inner.empty ? INCLUDE_USAGE : `${INCLUDE_USAGE},` }];
  }
  return inner.members
    .filter((member) => !is(raw, member, 'true'))
    .map(({ start, end }) => ({ start, end, text: 'true' }));
}

function applyEdits(raw: Buffer, edits: readonly Edit[]): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const { start, end, text } of edits) {
    pieces.push(raw.subarray(from, start), Buffer.from(text));
    from = end;
  }
  pieces.push(raw.subarray(from));
  return Buffer.concat(pieces);
}

function modelEdits(raw: Buffer, value: MemberSpan, modelText: string): Edit[] {
  return is(raw, value, modelText) ? [] : [{ start: value.start, end: value.end, text: modelText }];
}

/** Members that the body lacks, put in at its end. */
function missingEdits({ members, close, empty }: ObjectScan, wanted: ReadonlyMap<string, string>): Edit[] {
  const missing = [...wanted].filter(([key]) => members.every((member) => member.key !== key));
  if (missing.length === 0) return [];
  const text = missing.map(([key, value]) => `"${key}":${value}`).join(',');
  return [{ start: close, end: close, text: empty ? text : `,${text}` }];
}

/**
 * The client's bytes with `model`, and for a stream the wish for usage, put in; every other byte stays as it came.
 * Answers `raw` itself where nothing is to be changed.
 * @param raw a JSON object, parsed before
 */
export function spliceRequest(raw: Buffer, { model, includeUsage }: RequestEdits): Buffer {
  const modelText = JSON.stringify(model);
  const wanted = new Map([['model', modelText]]);
  if (includeUsage) wanted.set('stream_options', STREAM_OPTIONS);
  const scan = scanObject(raw, includeUsage ? KEYS : MODEL_ONLY);
  const edits = scan.members.flatMap((member) =>
    member.key === 'model' ? modelEdits(raw, member, modelText) : usageEdits(raw, member),
  );
  edits.push(...missingEdits(scan, wanted));
  return edits.length === 0 ? raw : applyEdits(raw, edits);
}
