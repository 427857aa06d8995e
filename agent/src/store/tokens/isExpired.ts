/** Whether a token's time is over. @param now epoch ms */
export function isExpired({ expiresAt }: { readonly expiresAt: string | null }, now: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now;
}
