/** Origin of a provider's address; null = it is no URL, which validation names. */
export function originOf(baseUrl: unknown): string | null {
  try {
    return new URL(String(baseUrl)).origin;
  } catch {
    return null;
  }
}
