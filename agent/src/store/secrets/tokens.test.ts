import { describe, expect, it } from '@jest/globals';
import { createTokenSource } from './tokens.ts';

const name = 'UNDERSTUDY_ADMIN_TOKEN';

function fakeFile(text: string | undefined): { text: string | undefined; readFile: () => string } {
  const file = {
    text,
    readFile: () => {
      if (file.text === undefined) throw Object.assign(new Error('no'), { code: 'ENOENT' });
      return file.text;
    },
  };
  return file;
}

describe('tokens', () => {
  it('takes a value', () => {
    const tokens = createTokenSource({ name, value: 'abc' });
    expect([tokens.count, tokens.file]).toEqual([1, undefined]);
    expect(tokens.matches('abc')).toBe(true);
    for (const wrong of ['', 'ab', 'abcd', 'ABC']) expect(tokens.matches(wrong)).toBe(false);
  });

  it.each([undefined, '', '  '])('is empty for %j and then matches nothing', (value) => {
    const tokens = createTokenSource({ name, value });
    expect(tokens.count).toBe(0);
    expect(tokens.matches('')).toBe(false);
  });

  it('takes every line of a file and sees a rotation on reload', () => {
    const file = fakeFile('# old and new\r\none\r\n\n two \n');
    const tokens = createTokenSource({ name, value: 'file:/t', readFile: file.readFile });
    expect([tokens.count, tokens.file]).toEqual([2, '/t']);
    expect(tokens.matches('one') && tokens.matches('two')).toBe(true);
    file.text = 'two\nthree';
    expect(tokens.reload()).toBeUndefined();
    expect([tokens.matches('one'), tokens.matches('three')]).toEqual([false, true]);
  });

  it('keeps the tokens that were valid where the file is gone or empty', () => {
    const file = fakeFile('one');
    const tokens = createTokenSource({ name, value: 'file:/t', readFile: file.readFile });
    for (const text of [undefined, '\n# nothing\n']) {
      file.text = text;
      expect(tokens.reload()).toContain(`${name}: file /t`);
      expect(tokens.matches('one')).toBe(true);
    }
  });

  it('refuses to start with a file that is missing or holds none', () => {
    for (const text of [undefined, '']) {
      expect(() => createTokenSource({ name, value: 'file:/t', readFile: fakeFile(text).readFile })).toThrow('/t');
    }
  });
});
