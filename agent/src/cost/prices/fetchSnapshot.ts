import type { PriceSnapshot, SnapshotVendor } from './priceSnapshot.ts';
import { genaiVendors } from './readGenaiPrices.ts';

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 16 * 1024 * 1024;

/** Price data could not be had; the message names the address without its query. */
export class PriceDataError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PriceDataError';
  }
}

/** The address without credentials and query, which may hold a key. */
function nameOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new Error(`it is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Others have their turn after each vendor: the data are large, and requests are served meanwhile. */
async function readVendors(raw: unknown, day: string): Promise<SnapshotVendor[]> {
  const vendors: SnapshotVendor[] = [];
  for (const vendor of genaiVendors(raw, day)) {
    if (vendor !== null) vendors.push(vendor);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return vendors;
}

/**
 * Reads price data from an address that the operator gave at start.
 * @throws PriceDataError where it does not answer within 20 s, or not with price data
 */
export async function fetchSnapshot(url: string, day: string, get: typeof fetch = fetch): Promise<PriceSnapshot> {
  const name = nameOf(url);
  let raw: unknown;
  try {
    const response = await get(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`it answered with status ${response.status}`);
    raw = JSON.parse(await textOf(response));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
    throw new PriceDataError(`the price data of ${name} cannot be read: ${why}`, { cause: error });
  }
  const vendors = await readVendors(raw, day);
  if (vendors.length === 0) throw new PriceDataError(`${name} holds no price data in the form of genai-prices`);
  return { source: name, date: day, vendors };
}
