import { SpanStatusCode, type Attributes, type SpanStatus } from '@opentelemetry/api';
import type { ApiKind, AttemptRecord, Usage } from '../../engine/index.ts';
import { OPERATION_NAMES } from '../genai/operationName.ts';
import type { ProviderPlace } from '../genai/providerPlace.ts';
import { known } from './spanWords.ts';

/** What a call belongs to. */
export interface CallContext {
  readonly api: ApiKind;
  readonly stream: boolean;
  /** As the client named it. */
  readonly requestedModel: string;
  readonly place: ProviderPlace | undefined;
  /** Tokens of the call, counted ones included; null = unknown. */
  readonly usage: Usage | null;
}

/** A call that was called off is nobody's failure. */
function isFailure({ result }: Pick<AttemptRecord, 'result'>): boolean {
  return result !== 'success' && result !== 'cancelled';
}

/**
 * A failed call has status error. Its description is made of fixed words: what a provider says may quote the prompt.
 */
export function attemptStatus(attempt: AttemptRecord): SpanStatus | null {
  if (!isFailure(attempt)) return null;
  const { result, status } = attempt;
  return { code: SpanStatusCode.ERROR, message: status === null ? result : `${result} (${status})` };
}

/** What a call's span says, by the GenAI conventions and in Understudy's own words. No prompt, no key, no header. */
export function attemptAttributes(attempt: AttemptRecord, context: CallContext): Attributes {
  const { step, result, status, firstContentMs } = attempt;
  const { place } = context;
  const said = attempt.said?.words();
  return known({
    'gen_ai.operation.name': OPERATION_NAMES[context.api],
    'gen_ai.provider.name': place?.name ?? step.provider,
    'gen_ai.request.model': step.upstreamModel,
    'gen_ai.original.model': context.requestedModel,
    'gen_ai.request.stream': context.stream,
    'gen_ai.response.model': said?.model,
    'gen_ai.response.finish_reasons': said?.finishReasons,
    'gen_ai.response.time_to_first_chunk': firstContentMs === null ? null : firstContentMs / 1_000,
    ...usageAttributes(context.usage),
    'server.address': place?.address,
    'server.port': place?.port,
    'http.response.status_code': status,
    'error.type': isFailure(attempt) ? result : null,
    'understudy.provider': step.provider,
    'understudy.model': step.model,
    'understudy.position': attempt.position,
    'understudy.attempt': attempt.number,
    'understudy.result': result,
    'understudy.retry_of': attempt.retryOf,
    'understudy.waited_ms': attempt.retryOf === null ? null : Math.round(attempt.waitedMs),
    'understudy.own_timer': attempt.ownTimer ? true : null,
    'understudy.interrupted': attempt.interrupted ? true : null,
    'understudy.replay': attempt.replay,
  });
}

function usageAttributes(usage: Usage | null) {
  if (usage === null) return {};
  return {
    'gen_ai.usage.input_tokens': usage.input,
    'gen_ai.usage.output_tokens': usage.output,
    'gen_ai.usage.cache_read.input_tokens': usage.cacheRead === 0 ? null : usage.cacheRead,
    'gen_ai.usage.cache_write.input_tokens': usage.cacheWrite === 0 ? null : usage.cacheWrite,
    'gen_ai.usage.reasoning.output_tokens': usage.reasoning === 0 ? null : usage.reasoning,
    'understudy.usage': usage.estimated ? 'estimated' : 'reported',
  };
}
