import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostUser } from './hostUser.ts';
import { readJson } from './readJson.ts';

/** Signs in whom the form names; every password will do, the host keeps nothing from anybody. */
export async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = (await readJson(request)) as { readonly user?: string } | undefined;
  response.writeHead(200, {
    'content-type': 'application/json; charset=UTF-8',
    'set-cookie': `host_user=${hostUser(form?.user).login}; Path=/; SameSite=Lax`,
  });
  response.end(JSON.stringify({ message: 'Logged in', redirectUrl: '/' }));
}
