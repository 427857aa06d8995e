import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, ConfirmModal, Field, Input, useStyles2 } from '@grafana/ui';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { ChangeTable } from './ChangeTable.tsx';
import { useRollBack, type RollBackControl } from './useRollBack.ts';

/** Warnings that are shown; the rest is counted. */
const MOST_WARNINGS = 3;
/** Longest reason that the agent keeps. */
const MAX_REASON = 500;

interface BodyProps {
  readonly revision: number;
  readonly control: RollBackControl;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

function Preview({ revision, control }: Pick<BodyProps, 'revision' | 'control'>) {
  const styles = useStyles2(getStyles);
  const { preview, error } = control;
  if (error) {
    return (
      <Alert
        severity="error"
        title={t('audit.back-refused', 'Revision {{- revision}} cannot be put in force', { revision })}
      >
        {error.findings.length > 0 ? error.findings.map(({ message }) => message).join(' ') : error.message} {error.fix}
      </Alert>
    );
  }
  if (!preview) return <Skeleton rows={3} rowHeight={26} />;
  const { diff, findings, revision: current } = preview.written;
  if (diff.length === 0) {
    return <p>{t('audit.back-same', 'Revision {{- current}}, which is in force, holds the same.', { current })}</p>;
  }
  return (
    <>
      <p>
        {t(
          'audit.back-what',
          'Puts revision {{- revision}} in force again, as a new revision. Against revision {{- current}} this changes:',
          { revision, current },
        )}
      </p>
      <div className={styles.changes}>
        <ChangeTable changes={diff} />
      </div>
      <Warnings messages={findings.map(({ message }) => message)} />
    </>
  );
}

/** What is doubtful about the revision as a whole; not all of it need be new. */
function Warnings({ messages }: { readonly messages: readonly string[] }) {
  const styles = useStyles2(getStyles);
  if (messages.length === 0) return null;
  const left = messages.length - MOST_WARNINGS;
  return (
    <ul className={styles.warnings}>
      {messages.slice(0, MOST_WARNINGS).map((message) => (
        <li key={message}>{message}</li>
      ))}
      {left > 0 && (
        <li>
          {t('audit.back-more', '{{count}} more warnings', { count: left, defaultValue_one: '{{count}} more warning' })}
        </li>
      )}
    </ul>
  );
}

function Body({ revision, control, reason, onReason }: BodyProps) {
  const id = useId();
  return (
    <>
      {control.conflict && (
        <Alert
          severity="warning"
          title={t(
            'audit.back-conflict',
            'Somebody saved a newer revision meanwhile. This is what rolling back changes now.',
          )}
        />
      )}
      <Preview revision={revision} control={control} />
      <Field
        label={t('audit.why', 'Why')}
        description={t('audit.why-note', 'Goes to the audit log')}
        htmlFor={id}
        noMargin
      >
        <Input
          id={id}
          value={reason}
          maxLength={MAX_REASON}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      </Field>
    </>
  );
}

function Dialog({ revision, onClose }: { readonly revision: number; readonly onClose: () => void }) {
  const styles = useStyles2(getStyles);
  const control = useRollBack(revision);
  const [reason, setReason] = useState('');
  const changes = control.preview?.written.diff.length ?? 0;
  return (
    <ConfirmModal
      isOpen
      modalClass={styles.wide}
      title={t('audit.back-title', 'Roll back to revision {{- revision}}?', { revision })}
      body={<Body revision={revision} control={control} reason={reason} onReason={setReason} />}
      confirmText={t('audit.back-confirm', 'Roll back')}
      disabled={control.error !== undefined || changes === 0}
      onConfirm={async () => {
        if (await control.run(reason)) onClose();
      }}
      onDismiss={onClose}
    />
  );
}

/** Puts an older revision in force again, after showing what that changes. */
export function RollBack({ revision }: { readonly revision: number }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="secondary" onClick={() => setOpen(true)}>
        <Trans i18nKey="audit.back" values={{ revision }}>
          {'Roll back to revision {{revision}}'}
        </Trans>
      </Button>
      {open && <Dialog revision={revision} onClose={() => setOpen(false)} />}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  changes: css({ maxHeight: '40vh', overflow: 'auto', marginBottom: theme.spacing(2) }),
  warnings: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(0, 0, 2),
    paddingLeft: theme.spacing(2),
    color: theme.colors.warning.text,
    overflowWrap: 'anywhere',
  }),
  wide: css({ width: '100%', maxWidth: 720 }),
});
