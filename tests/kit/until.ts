const LOOK_EVERY_MS = 10;
const LIMIT_MS = 30_000;

/**
 * Looks until `probe` gives something other than undefined, null or false.
 * @param what named in the error of one that never does
 */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  limitMs: number = LIMIT_MS,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== null && found !== false) return found as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`${what}: not within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
