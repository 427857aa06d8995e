import type { DialectName } from '@understudy/contract';

/** How LiteLLM calls a vendor: `model: <prefix>/<name>`. */
export interface Vendor {
  readonly prefix: string;
  readonly dialect: DialectName;
  /** Address that LiteLLM uses without `api_base`, as Understudy writes it; null = it has to be given. */
  readonly baseUrl: string | null;
  /** Variable that LiteLLM reads where no `api_key` is given. */
  readonly defaultKey: string | null;
}

/** Vendors that both sides know; LiteLLM's addresses are in its get_llm_provider_logic.py. */
const VENDORS: readonly Vendor[] = [
  { prefix: 'openai', dialect: 'openai', baseUrl: 'https://api.openai.com/v1', defaultKey: 'OPENAI_API_KEY' },
  { prefix: 'anthropic', dialect: 'anthropic', baseUrl: 'https://api.anthropic.com', defaultKey: 'ANTHROPIC_API_KEY' },
  {
    prefix: 'gemini',
    dialect: 'google',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    defaultKey: 'GEMINI_API_KEY',
  },
  { prefix: 'azure', dialect: 'azure-openai', baseUrl: null, defaultKey: 'AZURE_API_KEY' },
  { prefix: 'ollama_chat', dialect: 'ollama', baseUrl: 'http://localhost:11434/v1', defaultKey: null },
  { prefix: 'ollama', dialect: 'ollama', baseUrl: 'http://localhost:11434/v1', defaultKey: null },
  { prefix: 'litellm_proxy', dialect: 'litellm', baseUrl: null, defaultKey: 'LITELLM_PROXY_API_KEY' },
  { prefix: 'groq', dialect: 'openai', baseUrl: 'https://api.groq.com/openai/v1', defaultKey: 'GROQ_API_KEY' },
  { prefix: 'mistral', dialect: 'openai', baseUrl: 'https://api.mistral.ai/v1', defaultKey: 'MISTRAL_API_KEY' },
  { prefix: 'deepseek', dialect: 'openai', baseUrl: 'https://api.deepseek.com/v1', defaultKey: 'DEEPSEEK_API_KEY' },
  {
    prefix: 'openrouter',
    dialect: 'openai',
    baseUrl: 'https://openrouter.ai/api/v1',
    defaultKey: 'OPENROUTER_API_KEY',
  },
  { prefix: 'together_ai', dialect: 'openai', baseUrl: 'https://api.together.ai/v1', defaultKey: 'TOGETHERAI_API_KEY' },
  { prefix: 'xai', dialect: 'openai', baseUrl: 'https://api.x.ai/v1', defaultKey: 'XAI_API_KEY' },
  { prefix: 'cerebras', dialect: 'openai', baseUrl: 'https://api.cerebras.ai/v1', defaultKey: 'CEREBRAS_API_KEY' },
  {
    prefix: 'nvidia_nim',
    dialect: 'openai',
    baseUrl: 'https://integrate.api.nvidia.com/v1',
    defaultKey: 'NVIDIA_NIM_API_KEY',
  },
  {
    prefix: 'fireworks_ai',
    dialect: 'openai',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    defaultKey: 'FIREWORKS_AI_API_KEY',
  },
  { prefix: 'hosted_vllm', dialect: 'openai', baseUrl: null, defaultKey: 'HOSTED_VLLM_API_KEY' },
];

/** The vendor of a prefix of LiteLLM. */
export function vendorOfPrefix(prefix: string): Vendor | undefined {
  return VENDORS.find((vendor) => vendor.prefix === prefix);
}

/** The vendor that a provider of ours is; a server of one's own is its dialect's first vendor. */
export function vendorOf(dialect: DialectName, baseUrl: string): Vendor | undefined {
  const same = VENDORS.filter((vendor) => vendor.dialect === dialect);
  return same.find((vendor) => vendor.baseUrl === baseUrl) ?? same[0];
}

/** An address in one form, so that two of them can be compared. */
export function plainUrl(url: string): string {
  return url.replace(/\/+$/, '');
}
