import { constants, createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { BrotliCompress, Deflate, Gzip } from 'node:zlib';
import type { Shape } from '../behaviour.ts';

type Encoding = NonNullable<Shape['encoding']>;

const WHOLE: Record<Encoding, (body: Buffer) => Buffer> = {
  gzip: gzipSync,
  br: brotliCompressSync,
  deflate: deflateSync,
};

/** A whole body, compressed where a behaviour asks for it. */
export function compress(body: Buffer, encoding: Encoding | undefined): Buffer {
  return encoding === undefined ? body : WHOLE[encoding](body);
}

/** Compresses a stream piece by piece, so that each piece can be read when it arrives. */
export interface PieceCompressor {
  piece(text: string): Promise<Buffer>;
  end(): Promise<Buffer>;
}

function openEncoder(encoding: Encoding): Gzip | Deflate | BrotliCompress {
  if (encoding === 'br') return createBrotliCompress();
  return encoding === 'gzip' ? createGzip() : createDeflate();
}

/** A compressor for a stream; undefined where the behaviour sends it plain. */
export function pieceCompressor(encoding: Encoding | undefined): PieceCompressor | undefined {
  if (encoding === undefined) return undefined;
  const encoder = openEncoder(encoding);
  const flushKind = encoding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
  let pending: Buffer[] = [];
  encoder.on('data', (chunk: Buffer) => pending.push(chunk));
  const take = (): Buffer => {
    const taken = Buffer.concat(pending);
    pending = [];
    return taken;
  };
  return {
    piece: (text) =>
      new Promise((resolve) => {
        encoder.write(text);
        encoder.flush(flushKind, () => resolve(take()));
      }),
    end: () =>
      new Promise((resolve) => {
        encoder.once('end', () => resolve(take()));
        encoder.end();
      }),
  };
}
