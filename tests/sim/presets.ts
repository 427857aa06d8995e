import type { SimScript } from './simOptions.ts';

/** The models of the demo: a primary that mostly fails, a quick fallback and a slow one. */
export const DEMO_MODELS = {
  primary: 'demo-primary',
  quick: 'demo-quick',
  slow: 'demo-slow',
} as const;

const demo: SimScript = {
  scripts: {
    [DEMO_MODELS.primary]: {
      repeat: 'cycle',
      behaviours: [
        { kind: 'error', error: 'unavailable', latencyMs: 40 },
        { kind: 'error', error: 'rate_limit', retryAfter: 30 },
        { kind: 'stream_error', role: true, latencyMs: 60 },
        { kind: 'ok', latencyMs: 120, chunkDelayMs: 15 },
        { kind: 'error', error: 'server_error', latencyMs: 90 },
        { kind: 'empty_completion', latencyMs: 80 },
      ],
    },
    [DEMO_MODELS.quick]: {
      repeat: 'last',
      behaviours: [{ kind: 'ok', latencyMs: 60, chunkDelayMs: 10 }],
    },
    [DEMO_MODELS.slow]: {
      repeat: 'last',
      behaviours: [{ kind: 'ok', latencyMs: 400, firstTokenMs: 300, chunkDelayMs: 60 }],
    },
  },
};

/** Ready-made scripts by name. */
export const PRESETS: Readonly<Record<string, SimScript>> = { demo };
