import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Behaviour } from './behaviour.ts';
import type { Call } from './call.ts';
import { isJson, numberOf } from './json.ts';
import type { Json } from './json.ts';
import { parseBehaviour } from './parseBehaviour.ts';
import { readAll } from './readAll.ts';
import type { FailureRule, ScriptOptions } from './scriptBook.ts';
import type { WebhookBook } from './webhookBook.ts';

const ROOT = '/_sim/';

/** What the control API may do to a sim. */
export interface Controlled {
  readonly calls: readonly Call[];
  readonly callCount: number;
  readonly inFlight: number;
  readonly connections: number;
  readonly webhook: WebhookBook;
  script(model: string, behaviours: readonly Behaviour[], options?: ScriptOptions): void;
  setDefault(behaviour: Behaviour): void;
  setFailures(rule: FailureRule | undefined): void;
  reset(): void;
}

function listed(call: Call): Json {
  const { rawBody, ...rest } = call;
  return { ...rest, rawBytes: rawBody.length };
}

function behavioursOf(value: unknown): Behaviour[] {
  return Array.isArray(value) ? value.map(parseBehaviour) : [];
}

/**
 * Reads and sets a sim from another process:
 * `GET /_sim/health`, `GET /_sim/calls`, `POST /_sim/script` (`{model, behaviours, repeat?}`),
 * `POST /_sim/default` (a behaviour), `POST /_sim/failures` (`{rate, failures?, seed?}`), `POST /_sim/reset`;
 * `POST /_sim/webhook` takes what Alertmanager delivers, `GET /_sim/webhook` lists it.
 */
export class ControlApi {
  readonly #sim: Controlled;

  constructor(sim: Controlled) {
    this.#sim = sim;
  }

  /** Whether a request is for this API. */
  handles(req: IncomingMessage): boolean {
    return req.url?.startsWith(ROOT) === true;
  }

  #script(body: Json): void {
    if (typeof body.model !== 'string') throw new TypeError('model: a string is required');
    const { repeat } = body;
    const options: ScriptOptions = repeat === 'last' || repeat === 'cycle' ? { repeat } : {};
    this.#sim.script(body.model, behavioursOf(body.behaviours), options);
  }

  #failures(body: Json): void {
    const rate = numberOf(body.rate) ?? 0;
    const seed = numberOf(body.seed);
    this.#sim.setFailures({
      rate,
      ...(body.failures === undefined ? {} : { failures: behavioursOf(body.failures) }),
      ...(seed === undefined ? {} : { seed }),
    });
  }

  #perform(operation: string, body: Json): Json | undefined {
    const { callCount, inFlight, connections } = this.#sim;
    switch (operation) {
      case 'GET health':
        return { status: 'ok', callCount, inFlight, connections };
      case 'GET calls':
        return { calls: this.#sim.calls.map(listed) };
      case 'GET webhook':
        return { alerts: this.#sim.webhook.alerts };
      case 'POST webhook':
        this.#sim.webhook.take(body);
        return {};
      case 'POST script':
        this.#script(body);
        return {};
      case 'POST default':
        this.#sim.setDefault(parseBehaviour(body));
        return {};
      case 'POST failures':
        this.#failures(body);
        return {};
      case 'POST reset':
        this.#sim.reset();
        return {};
      default:
        return undefined;
    }
  }

  /** Performs a control request. */
  async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const rawBody = await readAll(req);
    const send = (status: number, body: Json): void => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    };
    try {
      const parsed: unknown = rawBody.length === 0 ? {} : JSON.parse(rawBody.toString('utf8'));
      const done = this.#perform(`${req.method} ${req.url?.slice(ROOT.length)}`, isJson(parsed) ? parsed : {});
      send(done === undefined ? 404 : 200, done ?? { error: 'No such operation.' });
    } catch (error) {
      send(400, { error: String(error) });
    }
  }
}
