import React from 'react';
import type { LitellmStatus } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Fact, FactList, type FactTone } from '../../../components/Facts.tsx';
import { RelativeTime } from '../../../components/RelativeTime.tsx';
import { outcomeWords, reloadWords } from '../litellmWords.ts';

function FileFact({ file }: Pick<LitellmStatus, 'file'>) {
  const missing = file !== null && !file.exists;
  return (
    <Fact
      name={t('litellm.fact.file', 'File')}
      value={file?.path}
      tone={file?.problem ? 'bad' : undefined}
      note={file?.problem ?? (missing && t('litellm.fact.file-missing', 'Not there yet: an apply creates it.'))}
    />
  );
}

function ProxyFact({ proxy }: Pick<LitellmStatus, 'proxy'>) {
  const name = t('litellm.fact.proxy', 'Proxy');
  if (proxy === null) {
    return (
      <Fact
        name={name}
        value={t('litellm.fact.proxy-unknown', 'unknown')}
        note={t('litellm.fact.proxy-flag', 'The agent was started without --litellm-url.')}
      />
    );
  }
  const { ready, version, problem, url } = proxy;
  const ready_ =
    version === null
      ? t('litellm.fact.ready', 'Ready')
      : t('litellm.fact.ready-version', 'Ready, {{- version}}', { version });
  return (
    <Fact
      name={name}
      value={ready ? ready_ : t('litellm.fact.not-ready', 'Not ready')}
      tone={ready ? 'good' : 'bad'}
      note={problem ?? url}
    />
  );
}

function driftWords({ file, proxy }: LitellmStatus['drift']): string {
  if (file && proxy) return t('litellm.drift.both', 'The file and the proxy differ from the configuration');
  if (file) return t('litellm.drift.file', 'The file differs from the configuration');
  if (proxy) return t('litellm.drift.proxy', 'The proxy runs something else than the file: restart it');
  return file === null ? t('litellm.drift.unknown', 'unknown') : t('litellm.drift.none', 'None');
}

function DriftFact({ drift }: Pick<LitellmStatus, 'drift'>) {
  const drifts = drift.file === true || drift.proxy === true;
  return (
    <Fact
      name={t('litellm.fact.drift', 'Drift')}
      value={driftWords(drift)}
      tone={drifts ? 'warning' : undefined}
      note={drift.details.join(', ')}
    />
  );
}

const TONES: Readonly<Record<NonNullable<LitellmStatus['last']>['outcome'], FactTone>> = {
  applied: undefined,
  unchanged: undefined,
  refused: 'warning',
  rolled_back: 'warning',
  down: 'bad',
};

function LastFact({ last }: { readonly last: NonNullable<LitellmStatus['last']> }) {
  return (
    <Fact
      name={t('litellm.fact.last', 'Last write')}
      value={outcomeWords(last)}
      tone={last.pending ? 'warning' : TONES[last.outcome]}
      note={
        <>
          {last.author}, <RelativeTime at={last.at} />
          {last.error !== null && <>. {last.error}</>}
        </>
      }
    />
  );
}

/** File, proxy, how it is reloaded, drift and the last write. */
export function Facts({ status }: { readonly status: LitellmStatus }) {
  return (
    <FactList least={220}>
      <FileFact file={status.file} />
      <ProxyFact proxy={status.proxy} />
      <Fact name={t('litellm.fact.reload', 'Reload')} value={reloadWords(status.reload)} />
      <DriftFact drift={status.drift} />
      <Fact name={t('litellm.fact.success', 'Last success')} value={<RelativeTime at={status.lastSuccessAt} />} />
      {status.last && <LastFact last={status.last} />}
    </FactList>
  );
}
