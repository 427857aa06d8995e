import React from 'react';
import { css } from '@emotion/css';
import { PRESETS, type LastProven, type PresetName } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { RetryPreview } from '../../../components/RetryPreview.tsx';
import { surface } from '../../../components/surface.ts';
import { presetName } from '../texts/presetName.ts';
import { givesUpWords, triggerList } from './behaviourWords.ts';
import type { ChainBehaviour } from './chainBehaviour.ts';
import { LastProvenLine } from './LastProvenLine.tsx';

interface Props {
  readonly behaviour: ChainBehaviour;
  /** False = the chain is switched off. */
  readonly enabled: boolean;
  readonly lastProven: LastProven | null;
  /** Opens the chain's own policy. */
  readonly onPolicy: () => void;
  /** Undefined = the policy's preset. Absent = this person may only look. */
  readonly onPreset?: ((preset: PresetName | undefined) => void) | undefined;
}

function Preset({ behaviour, onPreset }: Pick<Props, 'behaviour' | 'onPreset'>) {
  const styles = useStyles2(getStyles);
  if (!onPreset) return <span>{presetName(behaviour.preset)}</span>;
  return (
    <>
      <RadioButtonGroup
        size="sm"
        fullWidth
        aria-label={t('chains.panel.preset', 'Preset')}
        value={behaviour.preset}
        options={PRESETS.map((preset) => ({ value: preset, label: presetName(preset) }))}
        onChange={onPreset}
      />
      {behaviour.ownPreset && (
        <div className={styles.note}>
          {t('chains.panel.own-preset', 'A preset of its own.')}{' '}
          <Button size="sm" variant="primary" fill="text" onClick={() => onPreset(undefined)}>
            {t('chains.panel.policy-preset', 'Use that of the policy')}
          </Button>
        </div>
      )}
    </>
  );
}

function Facts({ behaviour }: Pick<Props, 'behaviour'>) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.facts}>
      <dt>{t('chains.panel.retries', 'Retries first')}</dt>
      <dd>{triggerList(behaviour.retriesFirst)}</dd>
      <dt>{t('chains.panel.at-once', 'Falls back at once')}</dt>
      <dd>{triggerList(behaviour.fallsBackAtOnce)}</dd>
      <dt>{t('chains.panel.never', 'Never falls back')}</dt>
      <dd>{triggerList(behaviour.neverFallsBack)}</dd>
      <dt>{t('chains.panel.gives-up', 'Gives up')}</dt>
      <dd>{givesUpWords(behaviour)}</dd>
    </dl>
  );
}

/** What the chain does with a failure, in words and to scale, as edited. */
export function ChainPanel({ behaviour, enabled, lastProven, onPolicy, onPreset }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <aside className={styles.panel} aria-labelledby="chain-panel-title">
      <h2 id="chain-panel-title" className={styles.title}>
        {t('chains.panel.title', 'What this chain does')}
      </h2>
      {enabled ? (
        <>
          <div className={styles.block}>
            <Preset behaviour={behaviour} onPreset={onPreset} />
            <div>
              <RetryPreview rule={behaviour.rule} jitter={behaviour.jitter} />
              {behaviour.waitsDiffer && (
                <div className={styles.note}>{t('chains.panel.differ', 'At most: some triggers wait less.')}</div>
              )}
            </div>
          </div>
          <Facts behaviour={behaviour} />
        </>
      ) : (
        <p className={styles.off}>
          {t('chains.panel.off', 'Nothing: the chain is off, and the primary is called alone.')}
        </p>
      )}
      <div>
        <Button size="sm" fill="text" className={styles.link} onClick={onPolicy}>
          {onPreset
            ? t('chains.panel.edit-policy', "Edit this chain's policy")
            : t('chains.panel.show-policy', "Show this chain's policy")}
        </Button>
        {behaviour.ownRules && (
          <div className={styles.note}>{t('chains.panel.own-rules', 'It has rules of its own over the preset.')}</div>
        )}
      </div>
      <LastProvenLine lastProven={lastProven} />
    </aside>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    ...surface(theme),
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
  }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  block: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.25) }),
  note: css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    flexWrap: 'wrap',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  link: css({ padding: 0 }),
  off: css({ color: theme.colors.text.secondary, margin: 0 }),
  facts: css({
    display: 'grid',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.75, 1.5),
    gridTemplateColumns: '108px minmax(0, 1fr)',
    margin: 0,
    '& dt': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    '& dd': { margin: 0 },
  }),
});
