import { seededRandom } from '../../sim/seededRandom.ts';

/** Models of the attacked configuration: the first half fails, and falls back to one of the second half. */
export const MODELS = 60;
const FAILING = MODELS / 2;
/** Every so many requests name fallbacks of their own: combinations of configured models that no chain holds. */
const LISTS_EVERY = 12;
const MAX_LISTED = 8;

/** Name of a configured model. */
export const modelName = (index: number): string => `model-${index}`;

/** What would break a label, an exposition, a key that is joined of labels, or a log line; all of it may stand in JSON. */
const ODD = [
  '"} 1\nunderstudy_requests_total{model="x"} 99',
  'a,b:c",d="e',
  String.raw`back\slash\n`,
  'new\nline\r\n# TYPE evil counter',
  '\u0000\u0007\u001b[31m',
  '日本語 ✓ \u{1f600} \ud800',
  '__proto__',
  'constructor',
  'other',
  'none',
  `${modelName(1)} `,
  `${modelName(2)}\u200b`,
  modelName(3).toUpperCase(),
] as const;
/** Bytes that a header may hold. */
const HEADER_BYTES = '"\'\\,;:={}()<>@#%& \t!éÿ\u0080x7';
const LONG = { model: 4_000, header: 3_000 } as const;

/** The requests of the attack, and how many of them each configured model was asked. */
export class AttackRequests {
  readonly asked = new Map<string, number>();
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  *take(count: number): Generator<Buffer, void> {
    for (let at = 0; at < count; at++) {
      if (at % LISTS_EVERY === 0) yield this.#ofConfigured(this.#below(FAILING), this.#listOfOwn());
      else if (at % LISTS_EVERY === 1) yield this.#ofConfigured(FAILING + this.#below(FAILING), this.#oddHeaders(at));
      else yield requestOf(this.#unknownModel(at), this.#oddHeaders(at));
    }
  }

  /** A request as the chain of a configured model has it. */
  plain(index: number): Buffer {
    return this.#ofConfigured(index, {});
  }

  #ofConfigured(index: number, headers: Readonly<Record<string, string>>): Buffer {
    const model = modelName(index);
    this.asked.set(model, (this.asked.get(model) ?? 0) + 1);
    return requestOf(model, headers);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #unknownModel(at: number): string {
    const odd = ODD[at % (4 * ODD.length)];
    if (odd !== undefined) return `${odd}${at % 3 === 0 ? this.#below(1_000_000) : ''}`;
    return `unknown-${this.#below(1e9).toString(36)}${at % 101 === 0 ? 'x'.repeat(LONG.model) : ''}`;
  }

  /** Some that fail, and one that answers. */
  #listOfOwn(): Record<string, string> {
    const failing = Array.from({ length: 1 + this.#below(MAX_LISTED - 1) }, () => modelName(this.#below(FAILING)));
    const last = modelName(FAILING + this.#below(FAILING));
    return { 'x-understudy-fallbacks': [...new Set(failing), last].join(', ') };
  }

  #oddText(at: number): string {
    const length = at % 97 === 0 ? LONG.header : 1 + this.#below(30);
    return Array.from({ length }, () => HEADER_BYTES.charAt(this.#below(HEADER_BYTES.length))).join('');
  }

  #oddHeaders(at: number): Record<string, string> {
    const random = this.#below(1e9).toString(36);
    return {
      // One that is no name is refused.
      'x-understudy-client': at % 4 !== 0 ? `client-${random}` : this.#oddText(at),
      'x-understudy-tags': `tag-${random},${this.#oddText(at)}`,
      'user-agent': `agent-${random}${this.#oddText(at)}`,
      [`x-header-${random}`]: this.#oddText(at),
      traceparent: at % 5 === 0 ? `00-${random}` : this.#oddText(at),
    };
  }
}

function requestOf(model: string, headers: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(JSON.stringify({ model, messages: [{ role: 'user', content: 'hello' }] }));
  const head = [
    'POST /v1/chat/completions HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    `content-length: ${body.length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
