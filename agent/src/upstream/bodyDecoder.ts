import type { Transform } from 'node:stream';
import zlib from 'node:zlib';

/** Who receives decoded bytes. */
export interface DecodedListener {
  decoded(chunk: Buffer): void;
  decodedEnd(): void;
  decodeFailed(): void;
  /** The decoder has room again after `write` answered false. */
  decoderDrained(): void;
}

// What has come is handed on at once, and a body that ends early gives what it had: who reads it finds the cut.
const ZLIB = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
const BROTLI = {
  flush: zlib.constants.BROTLI_OPERATION_FLUSH,
  finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
};
const ZSTD = { flush: zlib.constants.ZSTD_e_flush, finishFlush: zlib.constants.ZSTD_e_flush };
const ZLIB_WRAPPED = 8;

/** `deflate` means zlib's format, but servers are known to send the bare one: the first byte tells. */
function inflateFor(first: Buffer): Transform {
  return ((first[0] ?? 0) & 0x0f) === ZLIB_WRAPPED ? zlib.createInflate(ZLIB) : zlib.createInflateRaw(ZLIB);
}

function transformFor(encoding: string, first: Buffer): Transform | null {
  if (encoding === 'gzip' || encoding === 'x-gzip') return zlib.createGunzip(ZLIB);
  if (encoding === 'deflate') return inflateFor(first);
  if (encoding === 'br') return zlib.createBrotliDecompress(BROTLI);
  return encoding === 'zstd' ? zlib.createZstdDecompress(ZSTD) : null;
}

/** Decodes one body as it comes in. */
export class BodyDecoder {
  readonly #encoding: string;
  readonly #listener: DecodedListener;
  #transform: Transform | null = null;
  #paused = false;

  constructor(encoding: string, listener: DecodedListener) {
    this.#encoding = encoding;
    this.#listener = listener;
  }

  /** Answers false when the provider should be held back until `decoderDrained`. */
  write(chunk: Buffer): boolean {
    this.#transform ??= this.#open(chunk);
    return this.#transform?.write(chunk) ?? true;
  }

  end(): void {
    if (this.#transform === null) this.#listener.decodedEnd();
    else this.#transform.end();
  }

  pause(): void {
    this.#paused = true;
    this.#transform?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#transform?.resume();
  }

  destroy(): void {
    this.#transform?.destroy();
  }

  #open(first: Buffer): Transform | null {
    const transform = transformFor(this.#encoding, first);
    if (transform === null) {
      this.#listener.decodeFailed();
      return null;
    }
    transform.on('data', (chunk: Buffer) => this.#listener.decoded(chunk));
    transform.on('end', () => this.#listener.decodedEnd());
    transform.on('error', () => this.#listener.decodeFailed());
    transform.on('drain', () => this.#listener.decoderDrained());
    if (this.#paused) transform.pause();
    return transform;
  }
}

/** The coding of a body by its `content-encoding` header, lower-case; null = plain bytes. */
export function encodingOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const encoding = String(header).trim().toLowerCase();
  return encoding === '' || encoding === 'identity' ? null : encoding;
}
