import { describe, expect, it } from '@jest/globals';
import { SseParser, type SseEvent } from './sseParser.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a parser makes of a text that comes in pieces of `size` bytes. */
function inPieces(text: string, size: number): SseEvent[] {
  const parser = new SseParser();
  const all = bytes(text);
  const events: SseEvent[] = [];
  for (let at = 0; at < all.length; at += size) events.push(...parser.push(all.slice(at, at + size)));
  return events;
}

const CASES: readonly (readonly [what: string, text: string, events: SseEvent[]])[] = [
  ['one event', 'event: wait\ndata: {"ms":1}\n\n', [{ name: 'wait', data: '{"ms":1}' }]],
  [
    'CRLF',
    'event: wait\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n',
    [
      { name: 'wait', data: '1' },
      { name: 'message', data: '2' },
    ],
  ],
  [
    'CR alone',
    'event: a\rdata: 1\r\rdata: 2\r\r',
    [
      { name: 'a', data: '1' },
      { name: 'message', data: '2' },
    ],
  ],
  ['several data lines', 'data: one\ndata: two\ndata\n\n', [{ name: 'message', data: 'one\ntwo\n' }]],
  ['one space after the colon is not data, a second one is', 'data:  x\n\n', [{ name: 'message', data: ' x' }]],
  ['no space after the colon', 'event:a\ndata:{"b":"c: d"}\n\n', [{ name: 'a', data: '{"b":"c: d"}' }]],
  ['comments', ': keep-alive\n\nevent: a\n: in between\ndata: 1\n\n: end\n\n', [{ name: 'a', data: '1' }]],
  ['ids, retries and unknown fields', 'id: 7\nretry: 10\nfoo: bar\ndata: 1\n\n', [{ name: 'message', data: '1' }]],
  ['an event without data is none', 'event: a\n\ndata: 1\n\n', [{ name: 'message', data: '1' }]],
  [
    'the name lasts for one event',
    'event: a\ndata: 1\n\ndata: 2\n\n',
    [
      { name: 'a', data: '1' },
      { name: 'message', data: '2' },
    ],
  ],
  ['characters of several bytes', 'data: “größer” 🜁 ½\n\n', [{ name: 'message', data: '“größer” 🜁 ½' }]],
  ['a byte order mark', '\uFEFFdata: 1\n\n', [{ name: 'message', data: '1' }]],
  ['an event that was not finished', 'data: 1\n\ndata: 2\n', [{ name: 'message', data: '1' }]],
  ['nothing', '', []],
];

describe('server-sent events', () => {
  it.each(CASES)('%s, however they are cut', (_, text, events) => {
    for (const size of [1, 2, 3, 5, 1_000]) expect(inPieces(text, size)).toEqual(events);
  });

  it('come as soon as they are whole', () => {
    const parser = new SseParser();
    expect(parser.push(bytes('data: 1'))).toEqual([]);
    expect(parser.push(bytes('2\n'))).toEqual([]);
    expect(parser.push(bytes('\ndata: 3'))).toEqual([{ name: 'message', data: '12' }]);
  });

  it('tell an event at a CR without waiting for the LF after it', () => {
    const parser = new SseParser();
    expect(parser.push(bytes('data: 1\r\n\r'))).toEqual([{ name: 'message', data: '1' }]);
    expect(parser.push(bytes('\ndata: 2\n\n'))).toEqual([{ name: 'message', data: '2' }]);
  });

  it('survive an empty chunk between a CR and its LF', () => {
    const parser = new SseParser();
    parser.push(bytes('data: 1\r'));
    parser.push(new Uint8Array());
    expect(parser.push(bytes('\ndata: 2\r\n\r\n'))).toEqual([{ name: 'message', data: '1\n2' }]);
  });
});
