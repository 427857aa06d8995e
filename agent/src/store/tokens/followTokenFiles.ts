import type { TokenSource } from '../secrets/tokens.ts';
import { watchFile, type WatchOptions } from '../watch.ts';

/** Reads token files again when they change, and when told to (SIGHUP). */
export interface TokenFiles {
  reload(): void;
  close(): void;
}

export interface FollowOptions {
  /** Hears why a file could not be read; the tokens from before stay valid then. */
  readonly onProblem: (problem: string) => void;
  /** Hears that tokens were read again. */
  readonly onReload: () => void;
  /** Default `watchFile`. */
  readonly watch?: typeof watchFile;
  /** For `watch`. */
  readonly timing?: Omit<WatchOptions, 'onChange'>;
}

/** Follows the files of the tokens that come from files. */
export async function followTokenFiles(
  sources: readonly TokenSource[],
  { onProblem, onReload, watch = watchFile, timing = {} }: FollowOptions,
): Promise<TokenFiles> {
  const inFiles = sources.flatMap((source) => (source.file === undefined ? [] : [{ source, file: source.file }]));
  function read(source: TokenSource): void {
    const problem = source.reload();
    if (problem === undefined) onReload();
    else onProblem(problem);
  }
  const watches = await Promise.all(
    inFiles.map(({ source, file }) => watch(file, { ...timing, onChange: () => read(source) })),
  );
  return {
    reload() {
      for (const { source } of inFiles) read(source);
    },
    close() {
      for (const one of watches) one.close();
    },
  };
}
