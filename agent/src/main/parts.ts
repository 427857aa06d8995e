import type { Provider } from '@understudy/contract';
import type { Administration, Core, History } from '../core/index.ts';
import type { DrillService } from '../drills/index.ts';
import type { Litellm } from '../litellm/index.ts';
import type { ConfigSource, ConfigStore, MasterKey, RedisLink, StoreState, TokenStore } from '../store/index.ts';
import type { LogSink, Tracing } from '../telemetry/index.ts';

/** Everything that a running agent holds open. */
export interface Parts {
  readonly administration: Administration;
  readonly core: Core;
  readonly history: History;
  readonly drills: DrillService;
  /** null = no start flag names a file of LiteLLM. */
  readonly litellm: Litellm | null;
  readonly source: ConfigSource;
  readonly store: ConfigStore;
  /** Of whatever is shared; of the document's own store where nothing is. */
  readonly storeState: () => StoreState;
  /** null = the agent shares nothing. */
  readonly link: RedisLink | null;
  /** Tokens that were created through the API. */
  readonly tokenStore: TokenStore;
  readonly log: LogSink;
  /** null = traces are off. */
  readonly tracing: Tracing | null;
  readonly masterKey: MasterKey | undefined;
  readonly oldMasterKey: MasterKey | undefined;
  readonly hasCredential: (provider: Provider) => boolean;
}
