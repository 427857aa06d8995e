import React, { useState } from 'react';
import { css } from '@emotion/css';
import { listLitellmBackups, type LitellmBackup } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, useStyles2 } from '@grafana/ui';
import { EmptyTeaching } from '../../../components/EmptyTeaching.tsx';
import { plainTable, tableCard } from '../../../components/plainTable.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { RelativeTime } from '../../../components/RelativeTime.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { count } from '../../../format/format.ts';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';

interface Props {
  /** Puts a backup in force; absent = this person may not, or not now. */
  readonly onRestore: ((backup: LitellmBackup) => void) | undefined;
}

interface RowProps extends Props {
  readonly backup: LitellmBackup;
}

function Row({ backup, onRestore }: RowProps) {
  const { id, at, bytes, current } = backup;
  return (
    <tr>
      <th scope="row">{id}</th>
      <td>
        <RelativeTime at={at} />
      </td>
      <td data-number>{t('litellm.backup.bytes', '{{- bytes}} B', { bytes: count(bytes) })}</td>
      <td data-number>
        {current && t('litellm.backup.current', 'same as the file')}
        {!current && onRestore && (
          <Button
            size="sm"
            variant="secondary"
            aria-label={t('litellm.backup.restore-name', 'Restore {{- id}}', { id })}
            onClick={() => onRestore(backup)}
          >
            {t('litellm.backup.restore', 'Restore')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Table({ backups, onRestore }: Props & { readonly backups: readonly LitellmBackup[] }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.card}>
      <table className={styles.table} aria-label={t('litellm.tab.backups', 'Backups')}>
        <thead>
          <tr>
            <th scope="col">{t('litellm.backup.file', 'Backup')}</th>
            <th scope="col">{t('litellm.backup.at', 'Made')}</th>
            <th scope="col" data-number>
              {t('litellm.backup.size', 'Size')}
            </th>
            <th scope="col" aria-label={t('litellm.backup.actions', 'Actions')} />
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <Row key={backup.id} backup={backup} onRestore={onRestore} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Copies of the file from before each write, newest first; one can be put in force again. */
export function BackupsTab({ onRestore }: Props) {
  const query = useAgentQuery(listLitellmBackups);
  const [asked, setAsked] = useState<LitellmBackup>();
  return (
    <QueryState query={query} skeleton={<Skeleton rows={4} />}>
      {({ data: { items } }) => (
        <>
          {items.length === 0 ? (
            <EmptyTeaching
              title={t('litellm.backup.none', 'No backup yet')}
              text={t('litellm.backup.none-text', 'Each write keeps a copy of the file from before.')}
            />
          ) : (
            <Table backups={items} onRestore={onRestore && setAsked} />
          )}
          {asked && onRestore && (
            <ConfirmModal
              isOpen
              title={t('litellm.backup.ask', 'Restore this backup?')}
              body={t(
                'litellm.backup.ask-text',
                '{{- id}} replaces the file, byte for byte, and the proxy is reloaded. The file as it is now becomes a backup.',
                { id: asked.id },
              )}
              confirmText={t('litellm.backup.restore', 'Restore')}
              onConfirm={() => {
                setAsked(undefined);
                onRestore(asked);
              }}
              onDismiss={() => setAsked(undefined)}
            />
          )}
        </>
      )}
    </QueryState>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css(tableCard(theme)),
  table: css({
    ...plainTable(theme),
    '[data-number]': { textAlign: 'right' },
    td: { color: theme.colors.text.secondary },
    'tbody th': {
      fontWeight: theme.typography.fontWeightMedium,
      minWidth: theme.spacing(18),
      overflowWrap: 'anywhere',
      padding: theme.spacing(1, 2),
      whiteSpace: 'normal',
    },
  }),
});
