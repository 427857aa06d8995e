import React from 'react';
import { css } from '@emotion/css';
import type { AuditEntry } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { exactTime } from '../../../format/format.ts';
import { useReadOnly } from '../../../hooks/useReadOnly.ts';
import { reasonOf } from './auditWords.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { RollBack } from './RollBack.tsx';
import { useRevisionDiff } from './useRevisionDiff.ts';

interface Props {
  readonly entry: AuditEntry;
  readonly timeZone: string;
}

interface ChangesProps {
  readonly entry: AuditEntry;
  readonly diff: ReturnType<typeof useRevisionDiff>;
}

/** What the revision of the entry changed. */
function Changes({ entry, diff }: ChangesProps) {
  const styles = useStyles2(getStyles);
  if (entry.revision === null) return null;
  if (diff.error?.kind === 'missing') {
    return (
      <p className={styles.line}>
        <Trans i18nKey="audit.not-kept">The agent no longer keeps this revision.</Trans>
      </p>
    );
  }
  return (
    <QueryState query={diff} skeleton={<Skeleton rows={2} rowHeight={26} />}>
      {({ data }) => <ChangeTable changes={data.diff} />}
    </QueryState>
  );
}

function authorText({ author, token, role }: AuditEntry): string {
  const told = { author, token: token ?? '', role: role ?? '' };
  if (token === null) return t('audit.by', 'By {{- author}}', told);
  return t('audit.by-token', 'By {{- author}}, token {{- token}}, as {{- role}}', told);
}

function factsOf(entry: AuditEntry, timeZone: string): string {
  const facts = [authorText(entry), exactTime(entry.at, timeZone)];
  if (entry.outcome === 'refused') facts.push(`HTTP ${entry.status}`);
  if (entry.instance !== undefined) facts.push(t('audit.agent', 'Agent {{- instance}}', { instance: entry.instance }));
  return facts.join(' · ');
}

/** Fields before and after, the reason, who exactly, and the way back. */
export function AuditDetail({ entry, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const diff = useRevisionDiff(entry.revision, true);
  const readOnly = useReadOnly('admin');
  const before = entry.revision === null ? 0 : (diff.data?.data.against ?? 0);
  const reason = reasonOf(entry);
  return (
    <div className={styles.detail}>
      <Changes entry={entry} diff={diff} />
      <div className={styles.foot}>
        <div>
          {reason !== undefined && <p className={styles.line}>“{reason}”</p>}
          <p className={styles.line}>{factsOf(entry, timeZone)}</p>
        </div>
        {before > 0 && !readOnly && <RollBack revision={before} />}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), overflowX: 'auto' }),
  line: css({
    ...theme.typography.bodySmall,
    margin: 0,
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  foot: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  }),
});
