import React from 'react';
import { t } from '@grafana/i18n';
import { SideDrawer } from '../SideDrawer.tsx';
import { DrillContent } from './DrillContent.tsx';
import { useDrillTarget } from './useDrillTarget.ts';

/** "Test fallback" over any page, open while the URL has `drill=<model>`. The shell mounts it once. */
export function DrillDrawer() {
  const { target, close } = useDrillTarget();
  if (!target) return null;
  return (
    <SideDrawer
      title={t('drill.title', 'Test fallback: {{- model}}', { model: target.model })}
      subtitle={t(
        'drill.subtitle',
        'Simulates a failure inside the agent. Fallback steps are called for real and may cost money. Breakers and rates are not touched.',
      )}
      onClose={close}
    >
      <DrillContent key={target.model} {...target} />
    </SideDrawer>
  );
}
