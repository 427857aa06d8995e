import type { PriceBook } from '../cost/index.ts';
import type { AuditLog } from '../store/index.ts';
import { apiRouter, type Api } from './apiRouter.ts';
import { ConfigEditor, type EditorPorts } from './config/configEditor.ts';
import type { Audit } from './http/audit.ts';
import { PriceSync } from './prices/priceSync.ts';
import { RevisionBook } from './config/revisionBook.ts';
import { alertRoutes } from './routes/alerts.ts';
import { auditRoutes } from './routes/audit.ts';
import { modelRoutes, type ModelStatuses } from './routes/models.ts';
import { priceRoutes } from './routes/prices.ts';
import { providerRoutes, type ProviderStatuses } from './routes/providers.ts';
import { revisionRoutes } from './routes/revisions.ts';
import { createRateLimits, type RateSettings } from './http/rateLimits.ts';
import type { TokenDirectory } from './http/tokenDirectory.ts';
import { secretRoutes, type MasterKeys } from './routes/secrets.ts';
import { tokenRoutes } from './routes/tokens.ts';
import type { TokenKeeper } from './tokenKeeper.ts';
import { chainRoutes, type ChainRoutePorts } from './routes/chains.ts';
import { configRoutes } from './routes/config.ts';
import { drillRoutes, type DrillRoutePorts } from './routes/drills.ts';
import { litellmRoutes, type LitellmRoutePorts } from './routes/litellm.ts';
import { readingRoutes, type ReadingSources } from './reading/readingRoutes.ts';
import { policyRoutes } from './routes/policy.ts';

/** What the API reads and writes. */
export interface ApiPorts {
  readonly tokens: { readonly directory: TokenDirectory; readonly keeper: TokenKeeper };
  readonly rates?: RateSettings;
  readonly masterKeys: MasterKeys;
  readonly audit: Audit;
  readonly editor: Omit<EditorPorts, 'now'>;
  readonly auditLog: Pick<AuditLog, 'find'>;
  /** Status of providers and breakers of models. */
  readonly registry: { readonly providers: ProviderStatuses; readonly models: ModelStatuses };
  readonly prices: {
    /** By the reference data at hand. */
    readonly book: () => PriceBook;
    /** By the newest; those of an address are read now. */
    readonly newest: () => Promise<PriceBook>;
  };
  readonly chains: Omit<ChainRoutePorts, 'now'>;
  readonly drills: DrillRoutePorts['drills'];
  readonly litellm: LitellmRoutePorts['litellm'];
  readonly reading: ReadingSources;
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

/** `/api/v1` with every resource. */
export function createApi(ports: ApiPorts): Api & { readonly priceSync: PriceSync } {
  const editor = new ConfigEditor({ ...ports.editor, now: ports.now });
  const { tokens, audit, now } = ports;
  const priceSync = new PriceSync(editor, ports.prices.newest);
  const limits = createRateLimits(ports.rates);
  const api = apiRouter({ tokens: tokens.directory, limits, audit, now }, [
    configRoutes(editor),
    chainRoutes(editor, { ...ports.chains, now }),
    providerRoutes(editor, ports.registry.providers),
    modelRoutes(editor, ports.registry.models),
    policyRoutes(editor),
    alertRoutes(editor),
    tokenRoutes(tokens.keeper),
    secretRoutes(editor, ports.masterKeys),
    ...readingRoutes(ports.reading),
    revisionRoutes(editor, new RevisionBook(ports.editor.store)),
    auditRoutes(ports.auditLog),
    priceRoutes(editor, ports.prices.book, priceSync),
    litellmRoutes({ editor, litellm: ports.litellm }),
    drillRoutes({ drills: ports.drills, audit, drillsLeft: limits.drillsLeft, now }),
  ]);
  return { ...api, priceSync };
}
