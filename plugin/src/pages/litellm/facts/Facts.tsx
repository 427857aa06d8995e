import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { LitellmStatus } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { RelativeTime } from '../../../components/RelativeTime.tsx';
import { outcomeWords, reloadWords } from '../litellmWords.ts';

type Tone = 'good' | 'warning' | 'bad' | undefined;

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly tone?: Tone;
  /** Below the value: why, or where. */
  readonly note?: ReactNode;
}

function Fact({ name, value, tone, note }: FactProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{name}</dt>
      <dd className={cx(styles.value, tone && styles[tone])}>{value}</dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}

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

const TONES: Readonly<Record<NonNullable<LitellmStatus['last']>['outcome'], Tone>> = {
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
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.facts}>
      <FileFact file={status.file} />
      <ProxyFact proxy={status.proxy} />
      <Fact name={t('litellm.fact.reload', 'Reload')} value={reloadWords(status.reload)} />
      <DriftFact drift={status.drift} />
      <Fact name={t('litellm.fact.success', 'Last success')} value={<RelativeTime at={status.lastSuccessAt} />} />
      {status.last && <LastFact last={status.last} />}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    display: 'grid',
    gap: theme.spacing(2, 3),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
    margin: 0,
    padding: theme.spacing(2),
  }),
  fact: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  name: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
  }),
  value: css({ margin: 0 }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, margin: 0 }),
  good: css({ color: theme.colors.success.text }),
  warning: css({ color: theme.colors.warning.text }),
  bad: css({ color: theme.colors.error.text }),
});
