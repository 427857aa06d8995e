import {
  costOf,
  type ConfigDocument,
  type CostSummary,
  type EndpointQuery,
  type EndpointResult,
  type Price,
  type getCosts,
} from '@understudy/contract';
import { ProblemError } from '../http/problem.ts';
import { currencyOf } from './currencyOf.ts';
import { readWindow, visitRows, type WindowPorts } from './statisticsWindow.ts';

const DEFAULT_DAYS = 7;

export interface CostPorts extends WindowPorts {
  readonly document: () => ConfigDocument;
  /** Price of a configured model as it is billed now; null = unknown, undefined = not configured. */
  readonly priceOf: (model: string) => Price | null | undefined;
  readonly isLocal: (model: string) => boolean;
}

interface CostSum {
  actual: number;
  wasted: number;
  unpriced: number;
  input: number;
  output: number;
  /** Of the calls whose price is known. */
  readonly priced: { input: number; output: number; cacheRead: number; cacheWrite: number };
  local: number;
  remote: number;
}

function emptySum(): CostSum {
  const priced = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  return { actual: 0, wasted: 0, unpriced: 0, input: 0, output: 0, priced, local: 0, remote: 0 };
}

function addSum(into: CostSum, from: CostSum): void {
  for (const field of ['actual', 'wasted', 'unpriced', 'input', 'output', 'local', 'remote'] as const) {
    into[field] += from[field];
  }
  for (const field of ['input', 'output', 'cacheRead', 'cacheWrite'] as const) into.priced[field] += from.priced[field];
}

function costSummary(sum: CostSum, reference: Price | null): CostSummary {
  const hypothetical = costOf(reference, sum.priced);
  const savings = hypothetical === null ? null : hypothetical - sum.actual;
  const answers = sum.local + sum.remote;
  return {
    actualUsd: sum.actual,
    hypotheticalUsd: hypothetical,
    savingsUsd: savings,
    savingsPercent:
      savings === null || hypothetical === null || hypothetical === 0 ? null : (savings / hypothetical) * 100,
    wastedUsd: sum.wasted,
    unpricedRequests: sum.unpriced,
    inputTokens: sum.input,
    outputTokens: sum.output,
    localAnswers: sum.local,
    remoteAnswers: sum.remote,
    localShare: answers === 0 ? null : sum.local / answers,
  };
}

/** The reference model of a query, else of the document. @throws ProblemError 400 for one that is not configured */
function referenceOf(ports: CostPorts, asked: string | undefined): { model: string; price: Price | null } | null {
  const model = asked ?? ports.document().costs?.referenceModel ?? null;
  if (model === null) return null;
  const price = ports.priceOf(model);
  if (price === undefined && asked !== undefined) {
    throw new ProblemError(400, `query parameter "reference": the model "${asked}" is not configured`, {
      code: 'invalid_request',
      fix: 'GET /api/v1/models lists those that are',
    });
  }
  return { model, price: price ?? null };
}

async function sumByModel(ports: CostPorts, buckets: Parameters<typeof visitRows>[0]): Promise<Map<string, CostSum>> {
  const byModel = new Map<string, CostSum>();
  await visitRows(buckets, ({ key, tally }) => {
    const sum = byModel.get(key.model) ?? emptySum();
    byModel.set(key.model, sum);
    sum.actual += tally.cost;
    sum.wasted += tally.wastedCost;
    sum.unpriced += tally.unpricedRequests;
    sum.input += tally.inputTokens;
    sum.output += tally.outputTokens;
    sum.priced.input += tally.pricedInputTokens;
    sum.priced.output += tally.pricedOutputTokens;
    sum.priced.cacheRead += tally.pricedCacheReadTokens;
    sum.priced.cacheWrite += tally.pricedCacheWriteTokens;
    if (key.served !== '') sum[ports.isLocal(key.served) ? 'local' : 'remote'] += tally.success;
  });
  return byModel;
}

/** `costs`: spend of the last days against the same tokens at a reference model's price. */
export async function costs(
  ports: CostPorts,
  query: EndpointQuery<typeof getCosts>,
): Promise<EndpointResult<typeof getCosts>> {
  const reference = referenceOf(ports, query.reference);
  const { shown, buckets } = readWindow(ports, query, DEFAULT_DAYS);
  const price = reference?.price ?? null;
  const all = emptySum();
  const models = [...(await sumByModel(ports, buckets))].map(([model, sum]) => {
    addSum(all, sum);
    return { model, displayName: ports.displayName(model), ...costSummary(sum, price) };
  });
  models.sort((a, b) => b.actualUsd - a.actualUsd || (a.model < b.model ? -1 : 1));
  const total = costSummary(all, price);
  const currency = currencyOf(ports.document());
  const { rate } = currency;
  const inDisplay = (usd: number | null): number | null => (usd === null ? null : usd * rate);
  return {
    window: shown,
    reference:
      reference === null
        ? null
        : { model: reference.model, displayName: ports.displayName(reference.model), priced: price !== null },
    currency,
    total,
    displayTotal: {
      actual: total.actualUsd * rate,
      hypothetical: inDisplay(total.hypotheticalUsd),
      savings: inDisplay(total.savingsUsd),
      wasted: total.wastedUsd * rate,
    },
    models,
  };
}
