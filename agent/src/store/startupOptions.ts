import type { CheckOptions } from '@understudy/contract';
import type { ConfigStore } from './configStore.ts';
import type { LoadOptions } from './loadFile.ts';
import type { MasterKey } from './secrets/masterKey.ts';
import type { FileWatch } from './watch.ts';

export interface StartupOptions {
  readonly store: ConfigStore;
  /** `--config`. */
  readonly config?: string | undefined;
  /** `--config-wins`: a file that differs becomes a new revision. */
  readonly configWins?: boolean | undefined;
  /** `--managed`: the file is the truth, at start and on change. */
  readonly managed?: boolean | undefined;
  readonly masterKey?: MasterKey | undefined;
  readonly hasCredential?: CheckOptions['hasCredential'] | undefined;
  /** Further rules that a document must pass to be put in force here. */
  readonly rules?: LoadOptions['rules'];
  /** Told what a person at the terminal should know; no secrets in it. */
  readonly notify: (text: string) => void;
  /** Watches the file under `--managed`; default `watchFile`. */
  readonly watch?: (path: string, onChange: () => void) => Promise<FileWatch>;
}
