import React from 'react';
import { css, cx } from '@emotion/css';
import { CAPABILITIES, type Capability } from '@understudy/contract';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { capabilityName } from '../texts/capabilityName.ts';

/** Those that have a sign of their own; the others are told by the tooltip. */
const SIGNS: readonly (readonly [Capability, IconName])[] = [
  ['tools', 'cog'],
  ['vision', 'eye'],
  ['json', 'brackets-curly'],
];

interface Props {
  /** Undefined = nothing is declared, so nothing is known. */
  readonly declared: readonly Capability[] | undefined;
}

function Sign({ name, icon, has }: { readonly name: string; readonly icon: IconName; readonly has: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={cx(styles.sign, !has && styles.missing)}>
      <Icon name={icon} size="sm" aria-hidden />
      <span className={styles.spoken}>{has ? name : t('chains.capability.missing', 'no {{- name}}', { name })}</span>
    </span>
  );
}

/** What a model declares to be able to: signs for tools, vision and JSON, the whole list in a tooltip. */
export function Capabilities({ declared }: Props) {
  const styles = useStyles2(getStyles);
  if (declared === undefined) {
    return <span className={styles.quiet}>{t('chains.capability.unknown', 'unknown')}</span>;
  }
  const has = CAPABILITIES.filter((capability) => declared.includes(capability)).map(capabilityName);
  const lacks = CAPABILITIES.filter((capability) => !declared.includes(capability)).map(capabilityName);
  return (
    <Tooltip
      content={
        <>
          {has.length > 0 && <div>{t('chains.capability.has', 'Declares {{- list}}', { list: has.join(', ') })}</div>}
          {lacks.length > 0 && <div>{t('chains.capability.lacks', 'No {{- list}}', { list: lacks.join(', ') })}</div>}
        </>
      }
    >
      <span className={styles.signs}>
        {SIGNS.map(([capability, icon]) => (
          <Sign key={capability} name={capabilityName(capability)} icon={icon} has={declared.includes(capability)} />
        ))}
        {declared
          .filter((capability) => !SIGNS.some(([known]) => known === capability))
          .map((capability) => (
            <span key={capability} className={styles.spoken}>
              {capabilityName(capability)}
            </span>
          ))}
      </span>
    </Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  signs: css({ display: 'flex', gap: theme.spacing(1), width: 'fit-content' }),
  sign: css({ color: theme.colors.text.primary, display: 'inline-flex' }),
  missing: css({ color: theme.colors.text.disabled, opacity: 0.5 }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  spoken: css({ clipPath: 'inset(50%)', height: 1, overflow: 'hidden', position: 'absolute', width: 1 }),
});
