import type { LitellmKind, LitellmProof, LitellmStatus, LitellmStepName, LitellmSync } from '@understudy/contract';
import { t } from '@grafana/i18n';

/** What a step does. */
export function stepWords(step: LitellmStepName): string {
  switch (step) {
    case 'lock':
      return t('litellm.step.lock', 'Lock the file');
    case 'read':
      return t('litellm.step.read', 'Read the file');
    case 'preflight':
      return t('litellm.step.preflight', 'Look for traps');
    case 'diff':
      return t('litellm.step.diff', 'Compare');
    case 'backup':
      return t('litellm.step.backup', 'Keep a backup');
    case 'write':
      return t('litellm.step.write', 'Write the file');
    case 'reload':
      return t('litellm.step.reload', 'Reload the proxy');
    case 'ready':
      return t('litellm.step.ready', 'Wait until the proxy is ready');
    case 'verify':
      return t('litellm.step.verify', 'Prove the changed chains');
    case 'restore':
      return t('litellm.step.restore', 'Put the file from before back');
    case 'restore-reload':
      return t('litellm.step.restore-reload', 'Reload the proxy again');
    case 'restore-ready':
      return t('litellm.step.restore-ready', 'Wait until the proxy is ready again');
  }
}

function kindWords(kind: LitellmKind): string {
  switch (kind) {
    case 'general':
      return t('litellm.kind.general', 'any failure');
    case 'context_window':
      return t('litellm.kind.context', 'context window exceeded');
    case 'content_policy':
      return t('litellm.kind.content', 'content refused');
  }
}

/** Which list was tried. */
export function proofName({ model, kind }: Pick<LitellmProof, 'model' | 'kind'>): string {
  return t('litellm.proof.name', '{{- model}}: {{- failure}}', { model, failure: kindWords(kind) });
}

/** Who answered, or why the proof failed. */
export function proofDetail({ ok, answered, detail }: LitellmProof): string {
  if (!ok) return detail;
  return answered === null
    ? t('litellm.proof.nobody', 'the failure reached the client, as it has to')
    : t('litellm.proof.answered', '{{- model}} answered', { model: answered });
}

/** How the proxy comes to read the file anew. */
export function reloadWords(reload: LitellmStatus['reload']): string {
  switch (reload) {
    case 'command':
      return t('litellm.reload.command', 'a command');
    case 'signal':
      return t('litellm.reload.signal', 'a signal');
    case 'container':
      return t('litellm.reload.container', 'restart of its container');
    case 'http':
      return t('litellm.reload.http', 'an HTTP call');
    case 'none':
    case null:
      return t('litellm.reload.none', 'none: you restart the proxy');
  }
}

/** How a write ended, in a few words. */
export function outcomeWords({ action, outcome, pending }: LitellmSync): string {
  switch (outcome) {
    case 'applied':
      if (pending) return t('litellm.outcome.pending', 'Written: restart the proxy by hand');
      return action === 'apply'
        ? t('litellm.outcome.applied', 'Applied')
        : t('litellm.outcome.restored', 'The backup is in force');
    case 'unchanged':
      return t('litellm.outcome.unchanged', 'Nothing to write: the file says so already');
    case 'refused':
      return t('litellm.outcome.refused', 'Refused: nothing was written');
    case 'rolled_back':
      return t('litellm.outcome.rolled-back', 'Rolled back by itself: the file is as it was');
    case 'down':
      return t('litellm.outcome.down', 'The file is as it was, and the proxy does not answer');
  }
}
