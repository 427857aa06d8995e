import { checkDocument, documentSchema, hasErrors, type ConfigDocument } from '@understudy/contract';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { importConfig, renderConfig, withImport } from '../../agent/src/litellm/index.ts';
import { runRouterCases, taken, type LoadedReport, type Question } from './routerCases.ts';

/** LiteLLM's import takes 6 s, and much longer on a busy machine. */
const IMPORT_MS = 300_000;

/** A file as teams have it: several vendors, load shared, special lists for some, and two traps. */
const FILE = `# search team
model_list:
  - model_name: gpt-4o
    litellm_params: { model: gpt-4o, api_key: os.environ/OPENAI_API_KEY, rpm: 600 }
    model_info: { max_input_tokens: 100000, input_cost_per_token: 0.0000025, output_cost_per_token: 0.00001 }
  - model_name: gpt-4o # shares the load
    litellm_params:
      model: azure/gpt-4o-eu
      api_base: https://eu.openai.azure.com
      api_version: "2024-10-21"
      api_key: os.environ/AZURE_API_KEY
  - model_name: azure-gpt
    litellm_params:
      model: azure/gpt-4o-us
      api_base: https://us.openai.azure.com/
      api_version: "2024-10-21"
      api_key: os.environ/AZURE_API_KEY
  - model_name: claude
    litellm_params: { model: anthropic/claude-sonnet-4-5, api_key: os.environ/ANTHROPIC_API_KEY }
  - model_name: gemini
    litellm_params: { model: gemini/gemini-2.5-pro, api_key: os.environ/GEMINI_API_KEY }
  - model_name: fast
    litellm_params: { model: groq/llama-3.3-70b-versatile, api_key: os.environ/GROQ_API_KEY }
  - model_name: local
    litellm_params: { model: ollama_chat/llama3, api_base: "http://127.0.0.1:11434" }
  - model_name: vllm
    litellm_params: { model: openai/qwen, api_base: "http://10.0.0.5:8000/v1", api_key: os.environ/VLLM_API_KEY }
router_settings:
  num_retries: 2
  timeout: 90
  stream_timeout: 20
  cooldown_time: 12
  allowed_fails: 4
  enable_pre_call_checks: true
  fallbacks:
    - gpt-4o: [azure-gpt, claude]
    - claude: [gemini]
    - fast: [local]
    - fast: [gpt-4o]
    - vllm: [fast, vllm]
  context_window_fallbacks: [{ gpt-4o: [gemini] }]
  model_group_retry_policy: { claude: { RateLimitErrorRetries: 5 } }
`;

const EMPTY: ConfigDocument = { version: 1, providers: [], models: [], chains: [] };
const KEYS = ['OPENAI_API_KEY', 'AZURE_API_KEY', 'ANTHROPIC_API_KEY', 'GEMINI_API_KEY', 'GROQ_API_KEY', 'VLLM_API_KEY'];
const GROUPS = ['gpt-4o', 'azure-gpt', 'claude', 'gemini', 'fast', 'local', 'vllm'];
const KINDS = ['general', 'context_window', 'content_policy'] as const;
const ASK: Question[] = GROUPS.flatMap((model) => KINDS.map((mock) => ({ model, mock })));

const imported = importConfig(FILE, []);
const document = documentSchema.parse(imported.document === null ? {} : withImport(EMPTY, imported.document, false));
const texts = [FILE, renderConfig(document, '').text ?? '', renderConfig(document, FILE).text ?? ''];

let loaded: LoadedReport[];
beforeAll(async () => {
  const env = Object.fromEntries(KEYS.map((name) => [name, `value of ${name}`]));
  loaded = (await runRouterCases(texts.map((yaml) => ({ yaml, env, ask: ASK })))).map(taken);
}, IMPORT_MS);

/** What three retried errors and two others come to; without a policy LiteLLM does not look at its number for the rest. */
function retriesOf({ retries }: LoadedReport): object {
  const retried = ['rate_limit', 'timeout', 'unavailable', 'server_error', 'bad_gateway', 'connection'];
  return Object.fromEntries(GROUPS.map((group) => [group, retried.map((error) => retries[group]?.[error])]));
}

function settingsOf({ settings }: LoadedReport): object {
  const { cooldownTime, timeout, streamTimeout, preCallChecks, allowedFails } = settings;
  return { cooldownTime, timeout, streamTimeout, preCallChecks, allowedFails };
}

/** Where each group's first deployment is called, an address's last slash aside. */
function firstOf({ deployments }: LoadedReport): Map<unknown, object> {
  const first = new Map<unknown, object>();
  for (const { group, model, api_base: base, api_key: key, api_version: version } of deployments) {
    const address = typeof base === 'string' ? base.replace(/\/$/, '') : base;
    const bare = String(model).replace(/^openai\//, '');
    if (!first.has(group)) first.set(group, { bare, address, key, version });
  }
  return first;
}

describe.each([
  ['rendered from nothing', 1],
  ['rendered over the file', 2],
])('a file that was imported and %s', (_how, at) => {
  const router = (): LoadedReport => loaded[at] as LoadedReport;

  it('answers every mocked failure of every group as before', () => {
    expect(router().asked).toEqual(loaded[0]?.asked);
  });

  it('calls the same deployments with the same keys', () => {
    expect(firstOf(router())).toEqual(firstOf(loaded[0] as LoadedReport));
  });

  it('retries, waits and cools down alike', () => {
    expect(retriesOf(router())).toEqual(retriesOf(loaded[0] as LoadedReport));
    expect(settingsOf(router())).toEqual(settingsOf(loaded[0] as LoadedReport));
  });
});

describe('an import', () => {
  it('gives a document without errors', () => {
    expect(hasErrors(checkDocument(document))).toBe(false);
  });

  it('over the file keeps what shares the load, and parameters of its own', () => {
    expect(loaded[2]?.deployments).toEqual(loaded[0]?.deployments);
    expect(texts[2]).toContain('gpt-4o # shares the load');
  });

  it('tells what it put right and what stays behind', () => {
    const { findings } = importConfig(FILE.replace('- claude: [gemini]', '- claude: gemini'), []);
    const codes = findings.map(({ code }) => code);
    expect(new Set(codes)).toEqual(
      new Set(['more_deployments', 'bare_string', 'duplicate_group', 'self_target', 'refusals_move']),
    );
  });

  it('of chains in a cycle says so, and carries them where that is allowed', () => {
    const yaml = FILE.replace('- claude: [gemini]', '- claude: [gpt-4o]');
    const cyclic = importConfig(yaml, []);
    expect(cyclic.findings).toContainEqual(expect.objectContaining({ code: 'cycle', severity: 'warning' }));
    if (cyclic.document === null) throw new Error('nothing was imported');
    const refused = documentSchema.parse(withImport(EMPTY, cyclic.document, false));
    const allowed = documentSchema.parse(withImport(EMPTY, cyclic.document, true));
    expect(hasErrors(checkDocument(refused))).toBe(true);
    expect(hasErrors(checkDocument(allowed))).toBe(false);
  });
});
