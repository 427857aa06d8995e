import { listDrills, runDrill, type Drill, type DrillRequest } from '@understudy/contract';
import type { Request, Response } from 'express';
import type { DrillRefusal, Drills, DrillStart } from '../../drills/index.ts';
import { Cancel } from '../../engine/index.ts';
import type { Audit } from '../http/audit.ts';
import { EndpointRouter, type HandlerInput } from '../http/endpointRouter.ts';
import { EventStream } from '../http/eventStream.ts';
import type { RateLimits } from '../http/rateLimitKinds.ts';
import { ProblemError } from '../http/problem.ts';

/** What the drills' routes need. */
export interface DrillRoutePorts {
  readonly drills: Pick<Drills, 'start' | 'history'>;
  readonly audit: Audit;
  readonly drillsLeft: RateLimits['drillsLeft'];
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

/** Seconds after which a chain that is being drilled is worth another try. */
const RETRY_AFTER = { 'retry-after': '5' };

/**
 * A reader behind Grafana's proxy closes its connection only when the next bytes come: a keep-alive a second makes Stop stop
 * within one.
 */
const KEEP_ALIVE_MS = 1_000;

/** A refusal as the API says it. */
function problemOf(refusal: DrillRefusal, { model, failSteps }: DrillRequest): ProblemError {
  switch (refusal.kind) {
    case 'unknown_model':
      return new ProblemError(404, `field "model": the model "${model}" is not configured`, {
        code: 'not_found',
        fix: 'GET /api/v1/chains lists the chains',
      });
    case 'no_chain':
      return new ProblemError(400, `field "model": the model "${model}" has no chain, so there is nothing to drill`, {
        code: 'no_chain',
        fix: 'PUT /api/v1/chains/{model} makes one',
      });
    case 'chain_disabled':
      return new ProblemError(400, `field "model": the chain of "${model}" is disabled`, {
        code: 'chain_disabled',
        fix: 'enable the chain first',
      });
    case 'too_many_steps':
      return new ProblemError(
        400,
        `field "failSteps": ${failSteps} steps cannot fail, the chain has ${refusal.steps} for this failure`,
        { code: 'invalid_request', fix: `send at most ${refusal.steps}` },
      );
    case 'running':
      return new ProblemError(
        429,
        `a drill of "${model}" is under way`,
        { code: 'drill_running', fix: 'wait until it is over, or stop it by closing its connection' },
        RETRY_AFTER,
      );
    case 'busy':
      return new ProblemError(
        429,
        `${refusal.limit} drills are under way, which is as many as may be at a time`,
        { code: 'drills_busy', fix: 'wait as Retry-After says' },
        RETRY_AFTER,
      );
    case 'closed':
      return new ProblemError(503, 'the agent is shutting down', {
        code: 'shutting_down',
        fix: 'ask another agent, or this one after its start',
      });
  }
}

function wantsEvents(request: Request): boolean {
  return request.accepts('application/json', 'text/event-stream') === 'text/event-stream';
}

/** Stops the drill when the connection closes before its end. */
function cancelWith(response: Response): Cancel {
  const cancel = new Cancel();
  if (response.closed) cancel.cancel('client');
  else response.once('close', () => cancel.cancel('client'));
  return cancel;
}

/** `drills`: run one, list those that were. */
export function drillRoutes({ drills, audit, drillsLeft, now }: DrillRoutePorts): EndpointRouter {
  /** A drill is noted when it begins, so that one which a crash ended is there too. */
  const note = ({ caller, body, reason }: HandlerInput<typeof runDrill>): void => {
    const { failure, failSteps } = body;
    const what = `${failure} at ${failSteps === 1 ? 'the primary' : `the first ${failSteps} steps`}`;
    audit({
      at: now(),
      author: caller.author,
      token: caller.token,
      role: caller.role,
      action: runDrill.operationId,
      target: body.model,
      outcome: 'done',
      status: 200,
      detail: reason === null ? what : `${what}: ${reason}`,
      revision: null,
    });
  };

  const begin = (input: HandlerInput<typeof runDrill>, how: Pick<DrillStart, 'cancel' | 'tell'>): Promise<Drill> => {
    const started = drills.start(input.body, { author: input.caller.author, ...how });
    if ('refused' in started) throw problemOf(started.refused, input.body);
    note(input);
    return started.drill;
  };

  return new EndpointRouter()
    .on(runDrill, (input) => ({
      stream: async (response) => {
        const cancel = cancelWith(response);
        if (!wantsEvents(input.request)) {
          const drill = await begin(input, { cancel });
          if (!response.destroyed) response.setHeader('cache-control', 'no-store').json(drill);
          return;
        }
        let events: EventStream | null = null;
        const drill = begin(input, { cancel, tell: (event) => events?.send(event.type, event) });
        events = new EventStream(response, KEEP_ALIVE_MS);
        try {
          await drill;
        } finally {
          events.end();
        }
      },
    }))
    .on(listDrills, ({ query, caller }) => ({ body: { ...drills.history(query), limit: drillsLeft(caller) } }));
}
