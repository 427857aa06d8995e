import type { ConfigDocument } from '@understudy/contract';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { renderConfig } from './renderConfig.ts';

const DOCUMENT: ConfigDocument = {
  version: 1,
  providers: [
    { id: 'openai', dialect: 'openai', baseUrl: 'https://api.openai.com/v1', apiKey: 'env:OPENAI_API_KEY' },
    { id: 'openai-eu', dialect: 'openai', baseUrl: 'https://eu.example.com/v1', apiKey: 'sealed:v1:abc' },
    { id: 'groq', dialect: 'openai', baseUrl: 'https://api.groq.com/openai/v1', apiKey: 'env:GROQ_API_KEY' },
    { id: 'anthropic', dialect: 'anthropic', baseUrl: 'https://gate.example.com/v1', apiKey: 'env:ANTHROPIC_API_KEY' },
    {
      id: 'gemini',
      dialect: 'google',
      baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
      apiKey: 'env:G_API_KEY',
    },
    { id: 'azure', dialect: 'azure-openai', baseUrl: 'https://x.openai.azure.com', apiKey: 'env:AZ_API_KEY' },
    { id: 'ollama', dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', location: 'local' },
    {
      id: 'team',
      dialect: 'litellm',
      baseUrl: 'http://other:4000/v1',
      headers: { 'X-Team': 'env:TEAM_API_KEY', 'X-Two': 'file:x' },
    },
  ],
  models: [
    { id: 'gpt-4o', provider: 'openai', contextWindow: 128_000 },
    { id: 'eu', provider: 'openai-eu', upstreamModel: 'gpt-eu' },
    { id: 'fast', provider: 'groq', upstreamModel: 'llama-3.3' },
    { id: 'claude', provider: 'anthropic', capabilities: ['reasoning'] },
    { id: 'gemini', provider: 'gemini' },
    { id: 'az', provider: 'azure' },
    { id: 'llama3', provider: 'ollama' },
    { id: 'far', provider: 'team' },
    { id: 'off', provider: 'openai', enabled: false },
  ],
  chains: [{ model: 'gpt-4o', fallbacks: ['off', 'claude', 'llama3'], policy: { maxDepth: 1 } }],
};

const render = (before: string, document = DOCUMENT) => renderConfig(document, before);
const deployments = (text: string | null): Record<string, unknown> =>
  Object.fromEntries(
    (parse(text ?? '') as { model_list: { model_name: string; litellm_params: unknown }[] }).model_list.map(
      ({ model_name: name, litellm_params: params }) => [name, params],
    ),
  );

describe('renderConfig', () => {
  it('maps every dialect, keys as variables', () => {
    expect(deployments(render('').text)).toEqual({
      'gpt-4o': { model: 'openai/gpt-4o', api_key: 'os.environ/OPENAI_API_KEY' },
      eu: { model: 'openai/gpt-eu', api_base: 'https://eu.example.com/v1', api_key: 'os.environ/OPENAI_EU_API_KEY' },
      fast: { model: 'groq/llama-3.3', api_key: 'os.environ/GROQ_API_KEY' },
      claude: {
        model: 'anthropic/claude',
        api_base: 'https://gate.example.com',
        api_key: 'os.environ/ANTHROPIC_API_KEY',
        timeout: 300,
        stream_timeout: 300,
      },
      gemini: { model: 'gemini/gemini', api_key: 'os.environ/G_API_KEY' },
      az: {
        model: 'azure/az',
        api_base: 'https://x.openai.azure.com',
        api_key: 'os.environ/AZ_API_KEY',
        api_version: '2024-10-21',
      },
      llama3: { model: 'ollama_chat/llama3', api_base: 'http://127.0.0.1:11434' },
      far: {
        model: 'litellm_proxy/far',
        api_base: 'http://other:4000/v1',
        api_key: 'not-needed',
        extra_headers: { 'X-Team': 'os.environ/TEAM_API_KEY' },
      },
    });
  });

  it('tells what cannot be written: sealed keys and headers', () => {
    const codes = render('').findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['key_variable', 'header_left_out', 'backoff']));
  });

  it('writes flat lists of what can be called, as deep as the policy goes', () => {
    expect(render('').text).toContain('fallbacks:\n    - gpt-4o: [claude]\n');
  });

  it.each([
    ['nothing', ''],
    ['a file', 'model_list: []\nrouter_settings: { routing_strategy: least-busy }\n'],
  ])('over %s changes nothing the second time', (_what, before) => {
    const { text } = render(before);
    expect(render(text ?? '').text).toBe(text);
  });

  it('takes its own deployment away with its model, and leaves what a person wrote', () => {
    const before = `${render('').text}# end\n`.replace(
      'router_settings:',
      '  - model_name: mine\n    litellm_params: { model: bedrock/x }\nrouter_settings:',
    );
    const { text, findings } = render(before, { ...DOCUMENT, models: DOCUMENT.models.slice(0, 4) });
    expect(Object.keys(deployments(text))).toEqual(['gpt-4o', 'eu', 'fast', 'claude', 'mine']);
    expect(text).toContain('# end');
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'deployment_removed', message: expect.stringMatching(/^az goes/) }),
    );
  });

  it('keeps comments, anchors, unknown keys and a literal key of a person', () => {
    const before = `# ours
x: &shared { rpm: 100 }
model_list:
  - model_name: eu # the second
    litellm_params:
      <<: *shared
      model: openai/gpt-eu
      api_base: https://eu.example.com/v1
      api_key: literal # to be moved
router_settings:
  fallbacks:
    - gpt-4o: [eu] # since May
guardrails: [] # later
`;
    const { text } = render(before, { ...DOCUMENT, chains: [{ model: 'gpt-4o', fallbacks: ['eu'] }] });
    for (const kept of [
      '# ours',
      '# the second',
      '<<: *shared',
      'api_key: literal # to be moved',
      '- gpt-4o: [eu] # since May',
      'guardrails: [] # later',
    ]) {
      expect(text).toContain(kept);
    }
  });

  it('gives an alias a copy of its own, so that its anchor stays as it is', () => {
    const before = 'x: &p { rpm: 1 }\nmodel_list:\n  - { model_name: llama3, litellm_params: *p }\n';
    const { text } = render(before);
    expect(parse(text ?? '')).toMatchObject({ x: { rpm: 1 } });
    expect(deployments(text)['llama3']).toMatchObject({ rpm: 1, model: 'ollama_chat/llama3' });
  });

  it('refuses a file that is no mapping, or no YAML, with line and column', () => {
    expect(render('- a\n')).toMatchObject({ text: null, findings: [{ code: 'not_a_mapping' }] });
    expect(render('a: [\n')).toMatchObject({ text: null, findings: [{ code: 'syntax', position: { line: 2 } }] });
  });

  it('tells what a chain loses that a person wrote', () => {
    const before =
      'router_settings: { fallbacks: [{ gpt-4o: [titan, claude] }] }\nmodel_list: [{ model_name: titan, litellm_params: { model: bedrock/x } }]\n';
    expect(render(before).findings).toContainEqual(
      expect.objectContaining({ code: 'target_removed', message: expect.stringContaining('gpt-4o loses titan') }),
    );
  });

  it('explains triggers and settings that LiteLLM does not know', () => {
    const { findings } = render('', {
      ...DOCUMENT,
      policy: { triggers: { rate_limit: { enabled: false } }, maxCostMultiplier: 2, breaker: { failureRatio: 0.2 } },
    });
    const codes = findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['trigger_off', 'not_carried', 'breaker']));
  });

  it.each([
    ['database', { general_settings: { store_model_in_db: true } }],
    ['include', { include: ['other.yaml'] }],
    [
      'literal_key',
      { model_list: [{ model_name: 'x', litellm_params: { model: 'openai/x', api_key: 'sk-abcdefghijklmn' } }] },
    ],
    ['invalid_deployment', { model_list: [{ model_name: 'x' }] }],
  ])('tells of %s', (code, before) => {
    expect(render(JSON.stringify(before)).findings.map((finding) => finding.code)).toContain(code);
  });
});
