import type { LitellmFinding } from '@understudy/contract';

type Text = Pick<LitellmFinding, 'code' | 'path' | 'message' | 'fix'>;

/** Refuses the write. */
export function refuses(text: Text): LitellmFinding {
  return { severity: 'error', ...text };
}

/** LiteLLM does something else than one may think. */
export function explains(text: Text): LitellmFinding {
  return { severity: 'warning', ...text };
}

/** Put right, or good to know. */
export function tells(text: Text): LitellmFinding {
  return { severity: 'info', ...text };
}

/** Whether any of the findings refuses the write. */
export function isRefused(findings: readonly LitellmFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
