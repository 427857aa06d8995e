import type { FileHandle } from 'node:fs/promises';

const BLOCK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** A line without its newline, and the byte at which it begins. */
export interface FoundLine {
  readonly text: string;
  readonly start: number;
}

async function readBlock(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(block, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return block.subarray(0, filled);
}

/**
 * The lines of a file before byte `end`, from the last to the first, a block's worth at a time: the whole file is never in
 * memory, and the event loop is free between two blocks.
 */
export async function* linesBackwards(handle: FileHandle, end: number): AsyncGenerator<readonly FoundLine[]> {
  /** Bytes of the line whose beginning lies in the block before. */
  let rest: Buffer = Buffer.alloc(0);
  for (let position = end; position > 0;) {
    const length = Math.min(BLOCK_BYTES, position);
    position -= length;
    const data = Buffer.concat([await readBlock(handle, position, length), rest]);
    const lines: FoundLine[] = [];
    let lineEnd = data.length;
    while (lineEnd > 0) {
      const newline = data.lastIndexOf(NEWLINE, lineEnd - 1);
      if (newline < 0) break;
      if (newline + 1 < lineEnd) {
        lines.push({ text: data.toString('utf8', newline + 1, lineEnd), start: position + newline + 1 });
      }
      lineEnd = newline;
    }
    rest = data.subarray(0, lineEnd);
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [{ text: rest.toString('utf8'), start: 0 }];
}
