import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spliceRequest } from './spliceRequest.ts';

const plain = (text: string, model = 'up') =>
  spliceRequest(Buffer.from(text), { model, includeUsage: false }).toString();
const stream = (text: string, model = 'up') =>
  spliceRequest(Buffer.from(text), { model, includeUsage: true }).toString();

/** JSON as a client may write it: any whitespace, any order. */
function spaced(value: unknown, space: () => string): string {
  const s = space();
  if (Array.isArray(value)) {
    return `[${s}${value.map((entry) => spaced(entry, space)).join(`${s},${space()}`)}${space()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, entry]) => `${space()}${JSON.stringify(key)}${space()}:${space()}${spaced(entry, space)}`,
    );
    return `{${members.join(`${s},`)}${space()}}`;
  }
  return JSON.stringify(value);
}

describe('spliceRequest', () => {
  it('forwards the same buffer where nothing is to be changed', () => {
    const raw = Buffer.from('{ "model" : "up","x":[1,{"model":"no"}] }');
    expect(spliceRequest(raw, { model: 'up', includeUsage: false })).toBe(raw);
  });

  it('replaces the model and leaves every other byte', () => {
    expect(plain('{ "a":"\\"model\\":1",\n"model" :\t"gpt-4o" , "b":{"model":"x"},"n":1.50e+2 }')).toBe(
      '{ "a":"\\"model\\":1",\n"model" :\t"up" , "b":{"model":"x"},"n":1.50e+2 }',
    );
  });

  it('finds a key that is written with escapes, and every one of duplicate keys', () => {
    expect(plain('{"m\\u006fdel":"a","model":"b","mode\\u006c":3}')).toBe(
      '{"m\\u006fdel":"up","model":"up","mode\\u006c":"up"}',
    );
  });

  it('writes a model name that needs escapes as JSON', () => {
    expect(JSON.parse(plain('{"model":"a"}', 'a"\\b\u00e9'))).toEqual({ model: 'a"\\b\u00e9' });
  });

  it.each([
    ['missing', '{"model":"a","stream":true}', '{"model":"up","stream":true,"stream_options":{"include_usage":true}}'],
    ['null', '{"stream_options": null ,"model":"a"}', '{"stream_options": {"include_usage":true} ,"model":"up"}'],
    ['empty', '{"stream_options":{ },"model":"up"}', '{"stream_options":{"include_usage":true },"model":"up"}'],
    [
      'other options',
      '{"stream_options":{"x":1},"model":"up"}',
      '{"stream_options":{"include_usage":true,"x":1},"model":"up"}',
    ],
    [
      'false',
      '{"stream_options":{"include_usage": false},"model":"up"}',
      '{"stream_options":{"include_usage": true},"model":"up"}',
    ],
    [
      'true already',
      '{"stream_options":{"include_usage":true},"model":"up"}',
      '{"stream_options":{"include_usage":true},"model":"up"}',
    ],
    [
      'no object: the provider refuses it',
      '{"stream_options":"x","model":"up"}',
      '{"stream_options":"x","model":"up"}',
    ],
  ])('asks a stream for its usage: %s', (_name, before, after) => {
    expect(stream(before)).toBe(after);
  });

  it('fills an empty object, which a library caller may pass', () => {
    expect(stream('{ }')).toBe('{ "model":"up","stream_options":{"include_usage":true}}');
  });

  it('refuses what is no object, for the caller has parsed it before', () => {
    expect(() => plain('[1]')).toThrow('not a JSON object');
    expect(() => plain('{"a" 1}')).toThrow('not a JSON object');
    expect(() => plain('{"a":"never closed')).toThrow('not a JSON object');
  });

  it('gives the same JSON but for the model, whatever the object holds', () => {
    const object = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('model', 'stream_options', 'a\\', '"')),
      fc.jsonValue(),
    );
    const spaces = fc.infiniteStream(fc.constantFrom('', ' ', '\n', '\t', '\r\n'));
    fc.assert(
      fc.property(object, fc.string(), spaces, (value, model, space) => {
        const text = spaced({ ...value, model: 'asked' }, () => space.next().value as string);
        const parsed = JSON.parse(text) as Record<string, unknown>;
        expect(JSON.parse(plain(text, model))).toEqual({ ...parsed, model });
      }),
    );
  });

  it('finds the end of strings with any run of backslashes and quotes', () => {
    const piece = fc.constantFrom('\\', '"', 'a', '\u00e9', 'x'.repeat(40), '{', '}', ',', ':');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const value = { text: pieces.join(''), model: 'a', [pieces.join('')]: 1 };
        // As text: V8's JSON.parse may take the key "\"" for "\\" where an object of that shape was read just before.
        expect(plain(JSON.stringify(value))).toBe(JSON.stringify({ ...value, model: 'up' }));
      }),
    );
  });

  it('passes over a picture of 30 MB', () => {
    const picture = 'A'.repeat(30_000_000);
    const raw = Buffer.from(`{"messages":[{"image_url":"data:image/png;base64,${picture}"}],"model":"a"}`);
    const spliced = spliceRequest(raw, { model: 'up', includeUsage: false });
    expect(spliced.subarray(-14).toString()).toBe('"model":"up"}'.padStart(14, ','));
  });
});
