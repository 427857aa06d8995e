import type { ConfigDocument } from '../document/document.ts';
import type { Provider } from '../document/provider.ts';

/** What a check knows beside the document. */
export interface CheckOptions {
  /** The document that a write replaces. Absent at start and reload, where nothing is newly added. */
  readonly previous?: ConfigDocument;
  /**
   * Whether a remote provider's credential can be had now (its variable is set, its file readable). Default: whether the
   * document declares one.
   */
  readonly hasCredential?: (provider: Provider) => boolean;
}
