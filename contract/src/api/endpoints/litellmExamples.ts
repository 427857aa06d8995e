import type { LitellmBackup, LitellmFinding, LitellmSync } from './litellmParts.ts';

export const EXAMPLE_FINDING = {
  severity: 'info',
  code: 'backoff',
  path: 'policy.triggers',
  message: 'LiteLLM knows no backoff factors: it waits 0.5 s, doubled for each retry, at most 8 s',
  fix: 'Set INITIAL_RETRY_DELAY and MAX_RETRY_DELAY in the environment of the proxy.',
} as const satisfies LitellmFinding;

export const EXAMPLE_YAML = `model_list:
  - model_name: gpt-4o
    litellm_params:
      model: openai/gpt-4o
      api_key: os.environ/OPENAI_API_KEY
    model_info:
      managed_by: understudy
router_settings:
  fallbacks:
    - gpt-4o: [claude-sonnet]
`;

export const EXAMPLE_DIFF = `--- litellm-config.yaml
+++ rendered
@@ -8,2 +8,2 @@
 router_settings:
-  fallbacks: [{ gpt-4o: claude-sonnet }]
+  fallbacks: [{ gpt-4o: [claude-sonnet] }]
`;

export const EXAMPLE_SYNC = {
  at: '2026-11-21T14:31:05.120Z',
  author: 'alice',
  action: 'apply',
  revision: 7,
  outcome: 'rolled_back',
  step: 'verify',
  error: 'gpt-4o with a mocked general failure: claude-sonnet was to answer, the proxy answered 401',
  fix: 'Look at the first fallback: its key, its provider, its name there.',
  pending: false,
  backup: 'litellm-config.backup.2026-11-21-14-31-05.yaml',
  changed: ['gpt-4o'],
  steps: [
    { step: 'write', result: 'ok', detail: 'litellm-config.yaml', durationMs: 4 },
    { step: 'verify', result: 'failed', detail: '1 of 3 proofs failed', durationMs: 240 },
    { step: 'restore', result: 'ok', detail: 'the file is as it was, byte for byte', durationMs: 3 },
  ],
  proofs: [
    {
      model: 'gpt-4o',
      kind: 'general',
      expected: 'claude-sonnet',
      answered: null,
      ok: false,
      detail: 'the proxy answered 401',
    },
  ],
  findings: [],
  durationMs: 31_204,
} as const satisfies LitellmSync;

export const EXAMPLE_BACKUP = {
  id: 'litellm-config.backup.2026-11-21-14-31-05.yaml',
  at: '2026-11-21T14:31:05.000Z',
  bytes: 1_204,
  sha256: 'a6b1f4d2c7e5',
  current: false,
} as const satisfies LitellmBackup;
