import type { Price } from '@understudy/contract';
import { z } from 'zod';
import { matchLogicSchema } from './matchLogic.ts';
import type { SnapshotModel, SnapshotVendor } from './priceSnapshot.ts';

const tiered = z.looseObject({ base: z.number().min(0) });
const amount = z.union([z.number().min(0), tiered]);

/** Fields of a price that this agent counts by; others (audio, searches, seconds) are left out of account. */
const pricesSchema = z.looseObject({
  input_mtok: amount.nullish(),
  output_mtok: amount.nullish(),
  cache_read_mtok: amount.nullish(),
  cache_write_mtok: amount.nullish(),
});
type RawPrices = z.infer<typeof pricesSchema>;

const conditionalSchema = z.looseObject({
  constraint: z.looseObject({ start_date: z.string().optional() }).nullish(),
  prices: pricesSchema,
});

const modelSchema = z.looseObject({
  id: z.string().min(1).max(200),
  match: matchLogicSchema,
  context_window: z.int().min(1).nullish(),
  prices: z.union([z.array(conditionalSchema), pricesSchema]),
});

const vendorSchema = z.looseObject({
  id: z.string().min(1).max(100),
  api_pattern: z.string().max(1_000),
  models: z.array(z.unknown()),
});

/** Today's price of a list of dated ones: the last that has begun. Prices by time of day are left out: they end again. */
function current(prices: z.infer<typeof modelSchema>['prices'], date: string): RawPrices | undefined {
  if (!Array.isArray(prices)) return prices;
  return prices
    .filter(({ constraint }) => {
      if (constraint === null || constraint === undefined) return true;
      return constraint.start_date !== undefined && constraint.start_date <= date;
    })
    .at(-1)?.prices;
}

function base(value: z.infer<typeof amount> | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'number' ? value : value.base;
}

function priceOf(raw: RawPrices): Price | null {
  const input = base(raw.input_mtok);
  // Without a price a token it is priced by something else: an image, a second, a search.
  if (input === undefined) return null;
  const cachedInput = base(raw.cache_read_mtok);
  const cacheWrite = base(raw.cache_write_mtok);
  return {
    input,
    output: base(raw.output_mtok) ?? 0,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
  };
}

function isTiered(raw: RawPrices): boolean {
  return [raw.input_mtok, raw.output_mtok].some((value) => typeof value === 'object' && value !== null);
}

/** An entry that cannot be read is left out: one of a kind that this version does not know must not hide the others. */
function modelOf(raw: unknown, date: string): SnapshotModel[] {
  const parsed = modelSchema.safeParse(raw);
  if (!parsed.success) return [];
  const { id, match, prices, context_window: contextWindow } = parsed.data;
  const now = current(prices, date);
  const price = now === undefined ? null : priceOf(now);
  if (now === undefined || price === null) return [];
  return [
    {
      id,
      match,
      price,
      ...(isTiered(now) ? { tiered: true } : {}),
      ...(contextWindow === null || contextWindow === undefined ? {} : { contextWindow }),
    },
  ];
}

/** An entry of the list; null = it is no vendor, or none of its models has a price. */
function vendorOf(raw: unknown, date: string): SnapshotVendor | null {
  const parsed = vendorSchema.safeParse(raw);
  if (!parsed.success) return null;
  const models = parsed.data.models.flatMap((model) => modelOf(model, date));
  return models.length === 0 ? null : { id: parsed.data.id, apiPattern: parsed.data.api_pattern, models };
}

/**
 * Reads price data in the form of `@pydantic/genai-prices` (a list of vendors, or `{ providers: [...] }`), a vendor at a time:
 * there are more than a thousand models.
 * @param date ISO 8601 day whose prices are wanted
 * @returns the vendors with at least one priced model; none where it is no price data
 */
export function* genaiVendors(raw: unknown, date: string): Generator<SnapshotVendor | null> {
  const wrapped = z.looseObject({ providers: z.array(z.unknown()) }).safeParse(raw);
  const list = wrapped.success ? wrapped.data.providers : raw;
  if (!Array.isArray(list)) return;
  for (const entry of list as readonly unknown[]) yield vendorOf(entry, date);
}

/** All of them at once, for a script. */
export function readGenaiPrices(raw: unknown, date: string): SnapshotVendor[] {
  return [...genaiVendors(raw, date)].filter((vendor) => vendor !== null);
}
