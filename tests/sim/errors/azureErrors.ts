import type { Json } from '../json.ts';
import type { ErrorName } from './errorName.ts';
import { openaiError } from './openaiErrors.ts';
import type { ErrorContext, ProviderError } from './providerError.ts';

const LINK = 'https://go.microsoft.com/fwlink/?linkid=2198766';

/** Azure's verdict on each of its content filters, with `hate` filtered or not. */
export function contentFilterResults(filtered: boolean): Json {
  const safe = { filtered: false, severity: 'safe' };
  const hate = filtered ? { filtered: true, severity: 'high' } : safe;
  return { hate, self_harm: safe, sexual: safe, violence: safe };
}

function filterError(message: string | undefined): Json {
  const text =
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify " +
    `your prompt and retry. To learn more about our content filtering policies please read our documentation: ${LINK}`;
  return {
    error: {
      message: message ?? text,
      type: null,
      param: 'prompt',
      code: 'content_filter',
      status: 400,
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: { ...contentFilterResults(true), jailbreak: { filtered: false, detected: false } },
      },
    },
  };
}

const OPERATION = 'ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21';

type Row = [status: number, code: string, text: string, headers?: Record<string, string>];

const unauthorized: Row = [
  401,
  '401',
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an ' +
    'active subscription and use a correct regional API endpoint for your resource.',
];

// Where Azure's own front door answers, with its short error objects; all else is OpenAI's behind it.
const ROWS: Partial<Record<ErrorName, Row>> = {
  rate_limit: [
    429,
    '429',
    `Requests to the ${OPERATION} have exceeded call rate limit of your current OpenAI S0 pricing tier. Please retry ` +
      'after 1 second. Please go here: https://aka.ms/oai/quotaincrease if you would like to further increase the ' +
      'default rate limit.',
    { 'x-ratelimit-remaining-requests': '0' },
  ],
  server_error: [500, 'InternalServerError', 'Internal server error'],
  unavailable: [503, 'ServiceUnavailable', 'The service is temporarily unable to process your request.'],
  request_timeout: [408, 'Timeout', 'The operation was timeout.'],
  unauthorized,
  invalid_key: unauthorized,
  forbidden: [403, '403', 'Access denied due to Virtual Network/Firewall rules.'],
  model_not_found: [
    404,
    'DeploymentNotFound',
    'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, ' +
      'please wait a moment and try again.',
  ],
};

/** An error in Azure OpenAI's words. */
export function azureError(name: ErrorName, context: ErrorContext): ProviderError {
  const headers = { 'apim-request-id': `sim-${context.serial}`, 'x-ms-region': 'East US' };
  if (name === 'content_filter') return { status: 400, headers, body: filterError(context.message) };
  const row = ROWS[name];
  if (row === undefined) {
    const shared = openaiError(name, context);
    return { ...shared, headers: { ...shared.headers, ...headers } };
  }
  const [status, code, text, extra] = row;
  return { status, headers: { ...headers, ...extra }, body: { error: { code, message: context.message ?? text } } };
}
