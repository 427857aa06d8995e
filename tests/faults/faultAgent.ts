import type { DialectName } from '@understudy/contract';
import { startAgentInProcess, type AgentInProcess } from '../kit/agentInProcess.ts';
import { chainDocument, stepAt, type ChainSpec, type StepSpec } from '../kit/chainDocument.ts';
import { API_SHAPES, type ClientApi } from '../kit/clientApi.ts';
import { Exchange, type Transcript } from '../kit/exchange.ts';
import { fastClock } from '../kit/fastClock.ts';
import type { SimTrio } from '../kit/simTrio.ts';

/** Real backoffs of seconds pass in hundredths of them. */
const SPEED = 50;
/** Deadlines that no test reaches, however busy the machine. */
const PATIENT_DEADLINES = {
  connectMs: 3_600_000,
  firstTokenMs: 3_600_000,
  idleMs: 3_600_000,
  attemptMs: 3_600_000,
  totalMs: 7_200_000,
};
/** Deadlines of a provider that will be silent: 0.2 s of the test's own time. */
export const SHORT_DEADLINES = { firstTokenMs: 200 * SPEED, idleMs: 200 * SPEED, attemptMs: 200 * SPEED };

/** The prompt of every request, and what the simulated models make of it. */
export const PROMPT = 'hello there';
export const answerOf = (id: string): string => `Hello from ${id}-up. You said: ${PROMPT}`;

/** A chain of `lead`, `second` and `third` at the sims of these names, unless told otherwise. */
export interface FaultAgentOptions extends Partial<ChainSpec> {
  readonly dialects?: readonly DialectName[];
  readonly lead?: Partial<StepSpec>;
  readonly maxBodyBytes?: number;
}

/** The agent with one chain over the sims, on a clock that runs fast. */
export async function startFaultAgent(sims: SimTrio, options: FaultAgentOptions = {}): Promise<AgentInProcess> {
  const { dialects = [], lead, policy, maxBodyBytes, ...spec } = options;
  const steps = [
    stepAt(sims.lead, 'lead', dialects[0], lead),
    stepAt(sims.second, 'second', dialects[1]),
    stepAt(sims.third, 'third', dialects[2]),
  ];
  const { deadlines, ...rules } = policy ?? { preset: 'immediate' as const };
  return startAgentInProcess({
    document: chainDocument({
      steps,
      ...spec,
      policy: { ...rules, deadlines: { ...PATIENT_DEADLINES, ...deadlines } },
    }),
    clock: fastClock(SPEED),
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
  });
}

/** What a test asks for. */
export interface AskOptions {
  readonly api?: ClientApi;
  readonly stream?: boolean;
  readonly model?: string;
  readonly prompt?: string;
  /** Further fields of the body. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a request for the model `lead`, to be read piece by piece. */
export function open(agent: AgentInProcess, options: AskOptions = {}): Exchange {
  const { api = 'chat', stream = false, model = 'lead', prompt = PROMPT, headers = {}, fields = {} } = options;
  const shape = API_SHAPES[api];
  return new Exchange(agent.url + shape.path, { headers, body: { ...shape.body(model, prompt, stream), ...fields } });
}

/** Asks for the model `lead` and reads the answer to its end. */
export function ask(agent: AgentInProcess, options: AskOptions = {}): Promise<Transcript> {
  return open(agent, options).end();
}

/** The text of an answer, whole or streamed. */
export function textOf(transcript: Transcript, { api = 'chat', stream = false }: AskOptions): string {
  const shape = API_SHAPES[api];
  return stream ? shape.streamed(transcript) : shape.text(transcript);
}

/** The `x-understudy-*` headers but for the request's id, prefix left out. */
export function understudyHeaders({ headers }: Transcript): Record<string, string> {
  const prefix = 'x-understudy-';
  const own = Object.entries(headers).filter(([name]) => name.startsWith(prefix) && !name.endsWith('request-id'));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), String(value)]));
}
