import { createHash } from 'node:crypto';
import { readFile, realpath, rm, stat } from 'node:fs/promises';
import { writeAtomically, type FileRights } from '../../store/index.ts';

/** The file as it is; no bytes = there is none. */
export interface TargetState {
  readonly bytes: Buffer | null;
  readonly text: string;
  /** Hex; null = there is no file. */
  readonly sha256: string | null;
}

/** sha256 in hex. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** LiteLLM's configuration file. A symbolic link stays one: what it leads to is replaced. */
export class TargetFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  async read(): Promise<TargetState> {
    try {
      const bytes = await readFile(this.path);
      return { bytes, text: bytes.toString('utf8'), sha256: sha256Of(bytes) };
    } catch (error) {
      if (isMissing(error)) return { bytes: null, text: '', sha256: null };
      throw error;
    }
  }

  /** Replaces it whole, with the rights that it had. */
  async write(bytes: Uint8Array | string): Promise<void> {
    const path = await realpath(this.path).catch((error: unknown) => {
      if (isMissing(error)) return this.path;
      throw error;
    });
    await writeAtomically(path, bytes, await this.rights());
  }

  /** Puts back what `read` gave. */
  async restore({ bytes }: TargetState): Promise<void> {
    if (bytes === null) await rm(this.path, { force: true });
    else await this.write(bytes);
  }

  /** Rights that a copy needs to be read by whoever reads the file. A new file is readable by the proxy's user. */
  async rights(): Promise<FileRights> {
    try {
      const { mode, uid, gid } = await stat(this.path);
      const foreign = uid !== process.getuid?.() || gid !== process.getgid?.();
      const mayGive = process.getuid?.() === 0;
      return { mode: mode & 0o777, ...(foreign && mayGive ? { owner: { uid, gid } } : {}) };
    } catch (error) {
      if (isMissing(error)) return { mode: 0o644 };
      throw error;
    }
  }
}
