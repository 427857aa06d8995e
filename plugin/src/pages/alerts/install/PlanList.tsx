import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { fieldChanges } from './fieldChanges.ts';
import { fieldWords, kindWords } from './installWords.ts';
import type { InstallPlan, PlanItem, PlanKind } from './installPlan.ts';

const ORDER: readonly PlanKind[] = ['change', 'remove', 'keep', 'create', 'same', 'locked'];
/** Nothing is done to these, so there is nothing to compare. */
const PLAIN: ReadonlySet<PlanKind> = new Set(['same', 'locked']);

function Changes({ item }: { readonly item: PlanItem }) {
  const styles = useStyles2(getStyles);
  return (
    <div
      className={styles.changes}
      tabIndex={0}
      role="region"
      aria-label={t('alerts.plan.diff', 'What changes of {{- rule}}', { rule: item.title })}
    >
      {fieldChanges(item).map(({ field, before, after }) => (
        <div key={field}>
          <div className={styles.field}>{fieldWords(field)}</div>
          {before.map((line) => (
            <div key={`- ${line}`} className={styles.removed}>{`- ${line}`}</div>
          ))}
          {after.map((line) => (
            <div key={`+ ${line}`} className={styles.added}>{`+ ${line}`}</div>
          ))}
        </div>
      ))}
    </div>
  );
}

function Item({ item }: { readonly item: PlanItem }) {
  const styles = useStyles2(getStyles);
  if (PLAIN.has(item.kind)) return <li className={styles.plain}>{item.title}</li>;
  return (
    <li>
      <details className={styles.details}>
        <summary>
          <Icon name="angle-right" className="chevron" aria-hidden />
          {item.title}
          {item.edited && (
            <span className={styles.edited}>
              <Icon name="exclamation-triangle" size="sm" aria-hidden /> {t('alerts.plan.edited', 'edited in Grafana')}
            </span>
          )}
        </summary>
        <Changes item={item} />
      </details>
    </li>
  );
}

/** What an install does to each rule, with the difference of each folded. */
export function PlanList({ plan }: { readonly plan: InstallPlan }) {
  const styles = useStyles2(getStyles);
  const groups = ORDER.map((kind) => ({ kind, items: plan.items.filter((item) => item.kind === kind) })).filter(
    ({ items }) => items.length > 0,
  );
  return (
    <>
      {groups.map(({ kind, items }) => (
        <section key={kind}>
          <h3 className={styles.heading}>{kindWords(kind, items.length)}</h3>
          <ul className={styles.list} aria-label={kindWords(kind, items.length)}>
            {items.map((item) => (
              <Item key={item.uid} item={item} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = {
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
    padding: theme.spacing(0, 1.5),
    whiteSpace: 'pre-wrap',
  } as const;
  const changed = ({ main, transparent }: GrafanaTheme2['colors']['success']) => ({
    background: transparent,
    boxShadow: `inset 3px 0 ${main}`,
  });
  return {
    heading: css({ ...theme.typography.h5, margin: theme.spacing(0, 0, 0.5) }),
    list: css({ borderTop: `1px solid ${theme.colors.border.weak}`, listStyle: 'none', margin: 0 }),
    plain: css({
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      color: theme.colors.text.secondary,
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.75, 0, 0.75, 2.5),
    }),
    details: css({
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      summary: {
        alignItems: 'center',
        cursor: 'pointer',
        display: 'flex',
        flexWrap: 'wrap',
        gap: theme.spacing(0, 0.5),
        listStyle: 'none',
        minHeight: 36,
        overflowWrap: 'anywhere',
      },
      'summary::-webkit-details-marker': { display: 'none' },
      '&[open] > summary .chevron': { transform: 'rotate(90deg)' },
    }),
    edited: css({
      color: theme.colors.warning.text,
      fontSize: theme.typography.bodySmall.fontSize,
      marginLeft: theme.spacing(1),
    }),
    changes: css({
      background: theme.colors.background.canvas,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      marginBottom: theme.spacing(1),
      maxHeight: '40vh',
      overflow: 'auto',
      padding: theme.spacing(0, 0, 1),
    }),
    field: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      padding: theme.spacing(1, 1.5, 0.25),
    }),
    removed: css({ ...line, ...changed(theme.colors.error) }),
    added: css({ ...line, ...changed(theme.colors.success) }),
  };
};
