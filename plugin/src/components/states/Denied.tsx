import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { useRole } from '../../hooks/useRole.ts';
import { roleName } from '../roleName.ts';
import { NotThere } from './NotThere.tsx';

interface Props {
  /** What it is and who may see it: "The audit log is for admins". */
  readonly title?: string;
  /** What is open to this person: "Fallback events are open to you." */
  readonly open?: string;
  /** A way on, such as "Back to events". */
  readonly action?: ReactNode;
}

/** Something that this person's role does not open: what it is, which role they have, what is open to them. */
export function Denied({ title, open, action }: Props) {
  const role = useRole();
  return (
    <NotThere title={title ?? t('state.denied', 'Your role does not open this')} action={action}>
      {t('state.signed-in-as', 'You are signed in as {{role}}. Ask an admin of this organization for access.', {
        role: roleName(role),
      })}{' '}
      {open}
    </NotThere>
  );
}
