/** Where Redis is, and who asks. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | undefined;
  /** A secret. */
  readonly password: string | undefined;
  readonly database: number;
}

const DEFAULT_PORT = 6379;
/** Redis has 16 databases by default and may be set to have more. */
const MAX_DATABASE = 9_999;

function decoded(text: string): string | undefined {
  return text === '' ? undefined : decodeURIComponent(text);
}

/** Reads `redis[s]://[[user]:password@]host[:port][/database]`; a problem never quotes the text, which may hold a password. */
export function parseRedisAddress(text: string): RedisAddress | { readonly problem: string } {
  const url = URL.parse(text);
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '') {
    return { problem: 'it is no address of Redis' };
  }
  if (url.search !== '' || url.hash !== '') return { problem: 'an address of Redis has no ? or # part' };
  const database = url.pathname.replace(/^\//, '');
  if (!/^\d{0,4}$/.test(database) || Number(database) > MAX_DATABASE) {
    return { problem: "what follows the host is no database's number" };
  }
  try {
    return {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? DEFAULT_PORT : Number(url.port),
      tls: url.protocol === 'rediss:',
      username: decoded(url.username),
      password: decoded(url.password),
      database: Number(database),
    };
  } catch {
    return { problem: 'its user or password is not percent-encoded' };
  }
}

/** The address as people may read it: without user and password. */
export function redisLabel({ host, port, tls, database }: RedisAddress): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'rediss' : 'redis'}://${shown}:${port}${database === 0 ? '' : `/${database}`}`;
}
