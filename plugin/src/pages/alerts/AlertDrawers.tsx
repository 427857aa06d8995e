import React, { useState } from 'react';
import type { AlertRules } from '@understudy/contract';
import type { ProvisionedRule } from '../../api/alerting/provisionedRule.ts';
import { useFolders } from './data/useFolders.ts';
import { useInstalledRules } from './data/useInstalledRules.ts';
import { RuleFileDrawer } from './file/RuleFileDrawer.tsx';
import { InstallDrawer } from './install/InstallDrawer.tsx';
import type { InstallPart } from './install/installPart.ts';
import { RemoveDrawer } from './install/RemoveDrawer.tsx';
import type { Choice } from './install/useChoice.ts';
import { seriesIn } from './rules/recordingViews.ts';
import type { RuleView } from './rules/ruleViews.ts';
import { useAlertsView } from './useAlertsView.ts';

interface Props {
  readonly rules: AlertRules;
  readonly choice: Choice;
  /** Recorded series that nobody writes. */
  readonly missing: readonly string[];
  readonly views: readonly RuleView[];
}

/** Without the right to list folders, the page's own can still be named. */
function Install({
  part,
  installed,
  onClose,
}: {
  part: InstallPart;
  installed: readonly ProvisionedRule[];
  onClose: () => void;
}) {
  const folders = useFolders();
  if (folders.isLoading) return null;
  return <InstallDrawer part={part} installed={installed} folders={folders.data ?? []} onClose={onClose} />;
}

/** The drawer that the address names, and the removal that was confirmed in one. */
export function AlertDrawers({ rules, choice, missing, views }: Props) {
  const [view, change] = useAlertsView();
  const installed = useInstalledRules().data;
  const [removed, setRemoved] = useState<readonly ProvisionedRule[]>();
  const close = () => change({ drawer: 'none' });
  const unrecorded = rules.alerting.rules
    .filter(({ id, expr }) => choice.chosen.has(id) && seriesIn(expr, missing).length > 0)
    .map(({ title }) => title);
  const part: InstallPart = {
    rules,
    choice,
    unrecorded,
    twice: views.filter(
      ({ rule, places }) => choice.chosen.has(rule.id) && places.some(({ kind }) => kind === 'prometheus'),
    ).length,
    onFile: () => change({ drawer: 'file' }),
    onRemove: () => {
      setRemoved(installed);
      close();
    },
  };
  return (
    <>
      {view.drawer === 'file' && <RuleFileDrawer rules={rules} onClose={close} />}
      {view.drawer === 'install' && installed && <Install part={part} installed={installed} onClose={close} />}
      {removed && (
        <RemoveDrawer rules={rules} installed={removed} onDone={choice.reset} onClose={() => setRemoved(undefined)} />
      )}
    </>
  );
}
