const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** FNV-1a, 32 bit. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

/** An id of `length` letters and digits that looks random, but is the same for the same serial number. */
export function serialId(serial: number, length: number): string {
  let state = (Math.imul(serial, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  let id = '';
  while (id.length < length) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    id += ALPHABET[(state >>> 16) % ALPHABET.length] ?? '';
  }
  // The serial itself ends the id: random-looking letters alone could repeat.
  const tail = serial.toString(36);
  return id.slice(0, Math.max(0, length - tail.length)) + tail;
}

/** OpenAI's `system_fingerprint`, one for each model. */
export function fingerprint(model: string): string {
  return `fp_${hash(model).toString(16).padStart(8, '0')}5f`;
}
