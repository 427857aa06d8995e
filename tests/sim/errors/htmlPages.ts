/** The page that a content delivery network in front of a provider answers with when the provider is away. */
export function badGatewayPage(status: number): string {
  return [
    '<html>',
    `<head><title>${status} Bad Gateway</title></head>`,
    '<body>',
    `<center><h1>${status} Bad Gateway</h1></center>`,
    '<hr><center>cloudflare</center>',
    '</body>',
    '</html>',
    '',
  ].join('\r\n');
}

/** A captive portal or login page: a success by its status, and no answer at all. */
export const LOGIN_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n';
