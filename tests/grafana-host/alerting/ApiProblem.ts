/** A refusal of Grafana's API, with the body that it sends. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: { readonly message: string; readonly [more: string]: string }) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

/** What Grafana's access control answers. */
export function forbidden(): ApiProblem {
  return new ApiProblem(403, {
    accessErrorId: 'ACE0000000000',
    message: "You'll need additional permissions to perform this action.",
    title: 'Access denied',
  });
}
