import { AnthropicDriver } from './anthropicDriver.ts';
import { ChatDriver } from './chatDriver.ts';
import type { ClientDriver } from './question.ts';
import { ResponsesDriver } from './responsesDriver.ts';

export type ClientName = 'chat' | 'messages' | 'responses';

/** The official client for an API at this address. */
export function clientDriver(name: ClientName, origin: string): ClientDriver {
  if (name === 'chat') return new ChatDriver(origin);
  return name === 'messages' ? new AnthropicDriver(origin) : new ResponsesDriver(origin);
}
