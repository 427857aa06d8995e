/** `checkout-agent:4101` of `http://checkout-agent:4101`; the text itself where it is no address. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || url : url;
}
