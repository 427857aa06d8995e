import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SseEvent } from './parseSseEvent.ts';
import { SseFramer, type SseDecision } from './sseFramer.ts';

interface Run {
  readonly events: SseEvent[];
  readonly out: string;
}

function run(chunks: readonly Buffer[], decide: (event: SseEvent) => SseDecision = () => 'keep'): Run {
  const framer = new SseFramer();
  const events: SseEvent[] = [];
  const out: Buffer[] = [];
  const judge = {
    event(event: SseEvent) {
      events.push(event);
      return decide(event);
    },
  };
  for (const chunk of chunks) out.push(framer.push(chunk, judge) ?? Buffer.alloc(0));
  out.push(framer.finish(judge) ?? Buffer.alloc(0));
  return { events, out: Buffer.concat(out).toString() };
}

function split(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
}

const whole = (text: string, decide?: (event: SseEvent) => SseDecision) => run([Buffer.from(text)], decide);

describe('SseFramer', () => {
  it.each([
    ['one line', 'data: {"a":1}\n\n', [{ name: '', data: '{"a":1}' }]],
    ['no space after the colon', 'data:x\n\n', [{ name: '', data: 'x' }]],
    [
      'CR LF',
      'data: x\r\n\r\ndata: y\r\n\r\n',
      [
        { name: '', data: 'x' },
        { name: '', data: 'y' },
      ],
    ],
    ['CR alone', 'data: x\rdata: y\r\r', [{ name: '', data: 'x\ny' }]],
    ['several data lines', 'data: a\ndata: b\ndata\ndata:\n\n', [{ name: '', data: 'a\nb\n\n' }]],
    [
      'a name before and after',
      'event: error\ndata: x\n\ndata: y\nevent: n\n\n',
      [
        { name: 'error', data: 'x' },
        { name: 'n', data: 'y' },
      ],
    ],
    ['comments and unknown fields', ': hi\nid: 1\nretry: 5\ndatabase: x\ndata: x\n\n', [{ name: '', data: 'x' }]],
    ['an event without data', 'event: ping\n\n: keep-alive\n\n\n\n', []],
    ['a byte order mark', '\uFEFFdata: x\n\n', [{ name: '', data: 'x' }]],
    [
      'empty data',
      'data: \n\ndata:\n\n',
      [
        { name: '', data: '' },
        { name: '', data: '' },
      ],
    ],
  ])('reads %s', (_name, text, events) => {
    expect(whole(text)).toEqual({ events, out: text });
  });

  it('hands a chunk of whole events on as it is', () => {
    const chunk = Buffer.from('data: a\n\ndata: b\n\n');
    expect(new SseFramer().push(chunk, { event: () => 'keep' })).toBe(chunk);
  });

  it('holds half an event back until it is whole', () => {
    const framer = new SseFramer();
    const judge = { event: (): SseDecision => 'keep' };
    expect(framer.push(Buffer.from('data: a\n\ndata: b'), judge)?.toString()).toBe('data: a\n\n');
    expect(framer.heldBytes).toBe(7);
    expect(framer.push(Buffer.from('c\n'), judge)).toBeNull();
    expect(framer.push(Buffer.from('\n'), judge)?.toString()).toBe('data: bc\n\n');
    expect(framer.heldBytes).toBe(0);
  });

  it('hands on the line feed of a CR LF that was split behind an event at once', () => {
    const framer = new SseFramer();
    const judge = { event: (): SseDecision => 'keep' };
    expect(framer.push(Buffer.from('data: a\r\n\r'), judge)?.toString()).toBe('data: a\r\n\r');
    expect(framer.push(Buffer.from('\n'), judge)?.toString()).toBe('\n');
  });

  it('takes out what is dropped, and nothing else', () => {
    const text = ': c\n\ndata: a\n\ndata: usage\n\ndata: [DONE]\n\n';
    const { out } = whole(text, ({ data }) => (data === 'usage' ? 'drop' : 'keep'));
    expect(out).toBe(': c\n\ndata: a\n\ndata: [DONE]\n\n');
  });

  it('stops before the event that is refused, for good', () => {
    const { out, events } = whole('data: a\n\ndata: bad\n\ndata: c\n\n', ({ data }) =>
      data === 'bad' ? 'stop' : 'keep',
    );
    expect(out).toBe('data: a\n\n');
    expect(events).toHaveLength(2);
  });

  it.each([
    ['data: [DONE]\n', 'data: [DONE]\n\n'],
    ['data: [DONE]', 'data: [DONE]\n\n'],
    [': bye', ': bye'],
  ])('closes a last event that lacks its blank line: %j', (text, out) => {
    expect(whole(text).out).toBe(out);
  });

  it('gives the same events and bytes however the stream is split', () => {
    const line = fc.constantFrom(
      'data: {"t":"h\u00e9llo \u{1F600}"}',
      'data:x',
      ': ping',
      'event: e',
      'data: usage',
      '',
      'data',
      'id: 7',
    );
    const end = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), end, fc.array(fc.nat(), { maxLength: 40 }), (lines, eol, cuts) => {
        const bytes = Buffer.from(lines.map((text) => text + eol).join(''));
        const drop = ({ data }: SseEvent): SseDecision => (data === 'usage' ? 'drop' : 'keep');
        const one = run([bytes], drop);
        const many = run(split(bytes, cuts), drop);
        expect(many.events).toEqual(one.events);
        // A CR LF split behind a dropped event leaves its line feed: a blank line more, which is no event.
        if (eol !== '\r\n') expect(many.out).toBe(one.out);
        expect(run(split(bytes, cuts)).out.startsWith(bytes.toString())).toBe(true);
      }),
    );
  });

  it('reads an event of megabytes that comes in small chunks', () => {
    const data = 'x'.repeat(4_000_000);
    const bytes = Buffer.from(`data: ${data}\n\n`);
    const chunks = Array.from({ length: 400 }, (_, n) => bytes.subarray(n * 10_001, (n + 1) * 10_001));
    expect(run(chunks)).toEqual({ events: [{ name: '', data }], out: bytes.toString() });
  });
});
