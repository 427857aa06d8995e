import type { ErrorRequestHandler, RequestHandler, Response } from 'express';

/** RFC 9457 problem document. `fix` says what to do about it. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fix?: string;
}

/** Answers with a problem document. */
export function sendProblem(response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', ...problem }));
}

export const notFound: RequestHandler = (_request, response) => {
  sendProblem(response, {
    status: 404,
    title: 'Not Found',
    detail: 'there is nothing at this path',
    fix: 'the control plane serves /healthz, /readyz and /metrics',
  });
};

/** Turns an exception into a 500 without detail; its cause goes to `onBug`. */
export function problemHandler(onBug: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    onBug(error);
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(response, {
      status: 500,
      title: 'Internal Server Error',
      detail: 'the agent failed on this request; its log says why',
    });
  };
}
