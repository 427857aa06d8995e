/** The provider errors that the sim knows how to say in each dialect's own words. */
export const ERROR_NAMES = [
  'rate_limit',
  'insufficient_quota',
  'payment_required',
  'credit_balance',
  'server_error',
  'bad_gateway',
  'unavailable',
  'overloaded',
  'gateway_timeout',
  'request_timeout',
  'unauthorized',
  'invalid_key',
  'forbidden',
  'model_not_found',
  'context_length',
  'payload_too_large',
  'content_filter',
  'bad_request',
] as const;

/** One of {@link ERROR_NAMES}. */
export type ErrorName = (typeof ERROR_NAMES)[number];
