import React from 'react';
import { t } from '@grafana/i18n';
import { CheckRows } from '../../../components/CheckRows.tsx';
import { causeWords } from './causeWords.ts';
import { CHECKS, type Checks, type CheckState } from './check.ts';
import { checkName, factWords } from './checkWords.ts';

interface Props {
  readonly checks: Checks;
  /** Where the agent should be. */
  readonly host: string;
}

/** The checks of the connection in their order, each with its fact. */
export function CheckList({ checks, host }: Props) {
  return (
    <CheckRows
      label={t('check.list', 'Connection test')}
      rows={CHECKS.map((id) => ({
        id,
        name: checkName(id, checks[id]),
        state: checks[id].state,
        detail: detailOf(checks[id], host),
      }))}
    />
  );
}

function detailOf(check: CheckState, host: string): string {
  switch (check.state) {
    case 'passed':
    case 'left-out':
      return factWords(check.fact);
    case 'failed':
      return causeWords(check.cause, host).short;
    case 'waiting':
      return t('check.waiting', 'waiting');
    case 'untested':
      return t('check.untested', 'not tested');
    case 'running':
      return '';
  }
}
