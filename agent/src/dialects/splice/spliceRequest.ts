import { OPEN_BRACE } from './jsonBytes.ts';
import { scanObject, type MemberSpan } from './scanObject.ts';

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
  return end - start >= text.length && raw.toString('utf8', start, end) === text;
}

/** Edits that turn one value of `stream_options` into one that asks for usage; the provider refuses what is neither. */
function usageEdits(raw: Buffer, value: MemberSpan): Edit[] {
  if (is(raw, value, 'null')) return [{ start: value.start, end: value.end, text: STREAM_OPTIONS }];
  if (raw[value.start] !== OPEN_BRACE) return [];
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

/** Members that the body lacks, as they are put in at its end. */
function missingMembers(model: string | null, options: boolean): string {
  const members = model === null ? '' : `"model":${model}`;
  if (!options) return members;
  return `${members}${members === '' ? '' : ','}"stream_options":${STREAM_OPTIONS}`;
}

/**
 * The client's bytes with `model`, and for a stream the wish for usage, put in; every other byte stays as it came.
 * Answers `raw` itself where nothing is to be changed.
 * @param raw a JSON object, parsed before
 */
export function spliceRequest(raw: Buffer, { model, includeUsage }: RequestEdits): Buffer {
  const modelText = JSON.stringify(model);
  const { members, close, empty } = scanObject(raw, includeUsage ? KEYS : MODEL_ONLY);
  const edits: Edit[] = [];
  let lacksModel = true;
  let lacksOptions = includeUsage;
  for (const member of members) {
    if (member.key !== 'model') {
      lacksOptions = false;
      edits.push(...usageEdits(raw, member));
      continue;
    }
    lacksModel = false;
    if (!is(raw, member, modelText)) edits.push({ start: member.start, end: member.end, text: modelText });
  }
  const missing = missingMembers(lacksModel ? modelText : null, lacksOptions);
  if (missing !== '') edits.push({ start: close, end: close, text: empty ? missing : `,${missing}` });
  return edits.length === 0 ? raw : applyEdits(raw, edits);
}
