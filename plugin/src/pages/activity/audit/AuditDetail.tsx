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

/** What the revision of the entry changed, and the way back before it. */
function Changes({ entry }: { readonly entry: AuditEntry }) {
  const styles = useStyles2(getStyles);
  const diff = useRevisionDiff(entry.revision, true);
  const readOnly = useReadOnly('admin');
  if (diff.error?.kind === 'missing') {
    return (
      <p className={styles.line}>
        <Trans i18nKey="audit.not-kept">The agent no longer keeps this revision.</Trans>
      </p>
    );
  }
  return (
    <QueryState query={diff} skeleton={<Skeleton rows={2} rowHeight={26} />}>
      {({ data }) => (
        <>
          <ChangeTable changes={data.diff} />
          {data.against > 0 && !readOnly && (
            <div className={styles.way}>
              <RollBack revision={data.against} />
            </div>
          )}
        </>
      )}
    </QueryState>
  );
}

function authorText({ author, token, role }: AuditEntry): string {
  const told = { author, token: token ?? '', role: role ?? '' };
  if (token === null) return t('audit.by', 'By {{- author}}', told);
  return t('audit.by-token', 'By {{- author}}, token {{- token}}, as {{- role}}', told);
}

/** Fields before and after, the reason, who exactly, and the way back. */
export function AuditDetail({ entry, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const reason = reasonOf(entry);
  return (
    <div className={styles.detail}>
      {entry.revision !== null && <Changes entry={entry} />}
      {reason !== undefined && <p className={styles.line}>“{reason}”</p>}
      <p className={styles.line}>
        {[authorText(entry), exactTime(entry.at, timeZone), entry.status > 0 ? `HTTP ${entry.status}` : '']
          .filter(Boolean)
          .join(' · ')}
      </p>
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
  way: css({ display: 'flex', justifyContent: 'flex-end' }),
});
