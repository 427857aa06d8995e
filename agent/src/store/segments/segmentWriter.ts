import { open, type FileHandle } from 'node:fs/promises';
import { syncFolder } from '../file/atomicFile.ts';
import type { SegmentFiles } from './segmentFiles.ts';

/** Only the agent's user reads them: they say who asked for what. */
const MODE = 0o600;
const NEWLINE = 0x0a;
const TAIL_BYTES = 64 * 1024;

/** Bytes of the file up to its last newline: what comes after it was torn by a crash and never acknowledged. */
async function wholeLines(handle: FileHandle): Promise<number> {
  let end = (await handle.stat()).size;
  while (end > 0) {
    const length = Math.min(TAIL_BYTES, end);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, end - length);
    const newline = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (newline >= 0) return end - length + newline + 1;
    end -= length;
  }
  return 0;
}

/** The segment that is written to. A failed write leaves no half line behind. */
export class SegmentWriter {
  readonly number: number;
  readonly #handle: FileHandle;
  #size: number;
  #torn = false;

  private constructor(number: number, handle: FileHandle, size: number) {
    this.number = number;
    this.#handle = handle;
    this.#size = size;
  }

  /** Opens a segment, new or not, and cuts a torn last line off. */
  static async open(files: SegmentFiles, number: number): Promise<SegmentWriter> {
    const handle = await open(files.path(number), 'a+', MODE);
    try {
      const size = await wholeLines(handle);
      await handle.truncate(size);
      await syncFolder(files.folder);
      return new SegmentWriter(number, handle, size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Bytes of whole lines. */
  get size(): number {
    return this.#size;
  }

  /** Appends whole lines. */
  async write(lines: string): Promise<void> {
    if (this.#torn) await this.#cut();
    this.#torn = true;
    const bytes = Buffer.from(lines);
    await this.#handle.writeFile(bytes);
    this.#size += bytes.length;
    this.#torn = false;
  }

  /** Waits until what was written would survive a power cut. */
  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #cut(): Promise<void> {
    await this.#handle.truncate(this.#size);
    this.#torn = false;
  }
}
