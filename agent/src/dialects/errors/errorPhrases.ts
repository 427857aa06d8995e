/*
 * Sentences by which providers say in prose what their status does not. Lower-case; read from the providers' and servers'
 * sources and documentation: OpenAI, Azure, Anthropic, Google, vLLM, TGI, llama.cpp, Ollama, LM Studio, Groq, Together,
 * Mistral, DeepSeek, xAI, Cohere, OpenRouter, Bedrock.
 */

const CONTEXT: readonly RegExp[] = [
  /maximum context (length|limit|window)/,
  /context[_ ]length[_ ]exceeded/,
  /context[_ ]window[_ ]exceeded/,
  /exceeds? (the |this model's |the model's )?(maximum |max )?(allowed |available )?context/,
  /exceed(s|ed|ing)? (the )?(max(imum)? )?context (length|limit|window|size)/,
  /context (window|length|limit) (of this model|is full|exceeded|overflow)/,
  /longer than the (model's context length|maximum model length)/,
  /prompt (is )?too long/,
  /input is too long/,
  /(maximum|max) (prompt|input|sequence) length/,
  /input tokens? exceeds?/,
  /input token count .*exceeds/,
  /exceeds the maximum number of (input )?tokens/,
  /`inputs` tokens \+ `max_new_tokens` must be/,
  /reduce the length of (the|your) (messages|prompt|input)/,
  /too many (input )?tokens/,
  /exceeds? (the )?(model'?s? )?token limit/,
  /context length of only \d+ tokens/,
  /too large for model with \d+ maximum/,
];

const CONTENT_POLICY: readonly RegExp[] = [
  /content management policy/,
  /responsibleaipolicyviolation/,
  /content[_ ]policy/,
  /content[_ ]filter(ing|ed)?\b/,
  /violat\w* (our|the|openai's) (usage|safety|content) (policy|policies|guidelines)/,
  /(input|prompt|request) was flagged/,
  /flagged as potentially violating/,
  /safety system/,
  /content exists risk/,
  /data_?inspection_?failed/,
  /blocked by (the )?(safety|content)/,
];

const QUOTA: readonly RegExp[] = [
  /insufficient[_ ](quota|balance|credits?|funds)/,
  /credit balance is too low/,
  /exceeded your current quota/,
  /(out of|not enough|run out of|requires more) credits/,
  /billing (hard |soft )?limit/,
  /billing_not_active|account is not active/,
  /payment required|spending (limit|cap)|spend limit/,
];

const KEY: readonly RegExp[] = [
  /(invalid|incorrect|missing|expired|unknown) (api|authentication)[ _]?(key|token)/,
  /api[ _]key (is )?(not valid|invalid|missing|expired|not found)/,
  /api_key_invalid/,
];

const MODEL: readonly RegExp[] = [
  /\bmodels?\b.*(not found|not exist|unknown|not available|no access|not supported|decommissioned|deprecated)/,
  /(not found|not exist|unknown|invalid|no such|no access to|unsupported|could not find).*\bmodels?\b/,
  /not a valid model/,
  /\bmodel: \S+/,
  /\bdeployment\b/,
  /no endpoints found/,
];

const ROUTE: readonly RegExp[] = [
  /invalid url|unknown (request )?url|unrecognized request url/,
  /(route|path|endpoint|page|url) .*not (be )?found|no route|cannot post/,
  /^\s*(404 )?(page )?not[ _]found\.?\s*$/,
  /resource not found/,
];

function says(phrases: readonly RegExp[]): (text: string) => boolean {
  return (text) => phrases.some((phrase) => phrase.test(text));
}

/** Says that the request does not fit into the model's context. */
export const saysContext = says(CONTEXT);
/** Says that a content filter refused. */
export const saysContentPolicy = says(CONTENT_POLICY);
/** Says that the account has nothing left to spend. */
export const saysQuota = says(QUOTA);
/** Says that the credential is wrong. */
export const saysKey = says(KEY);
/** Is about the model or deployment that was asked for. */
export const saysModel = says(MODEL);
/** Is about the address that was called, not about what was asked. */
export const saysRoute = says(ROUTE);
