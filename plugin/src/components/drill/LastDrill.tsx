import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { Drill } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { AttemptTimeline } from '../attempts/AttemptTimeline.tsx';
import { timeAxis } from '../attempts/timeAxis.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { drillTimeline, endedDrill } from './drillState.ts';
import { failureName } from './drillWords.ts';
import { SectionHead } from './SectionHead.tsx';

function outcomeText({ outcome, answer, failure, model }: Drill): string {
  const named = { failure: failureName(failure), model, served: answer?.model ?? '' };
  switch (outcome) {
    case 'answered':
      return t('drill.last-answered', '{{- failure}}: {{- served}} answered for {{- model}}.', named);
    case 'exhausted':
      return t('drill.last-exhausted', '{{- failure}}: all steps failed.', named);
    case 'client_error':
      return t('drill.last-refused', '{{- failure}}: a provider refused the message.', named);
    case 'interrupted':
      return t('drill.last-interrupted', '{{- failure}}: the answer broke off.', named);
    case 'cancelled':
      return t('drill.last-cancelled', '{{- failure}}: stopped before its end.', named);
  }
}

/** The last test of the chain, whoever ran it: what there is to see before one is run here. */
export function LastDrill({ drill }: { readonly drill: Drill }) {
  const styles = useStyles2(getStyles);
  const timeline = useMemo(() => drillTimeline(endedDrill(drill)), [drill]);
  const capitalised = outcomeText(drill).replace(/^./, (first) => first.toUpperCase());
  return (
    <section className={styles.section}>
      <SectionHead
        title={<Trans i18nKey="drill.last">Last test</Trans>}
        note={
          <>
            <RelativeTime at={drill.at} />
            <span>{t('drill.by', 'by {{- author}}', { author: drill.author })}</span>
          </>
        }
      />
      <p className={styles.outcome}>{capitalised}</p>
      <AttemptTimeline timeline={timeline} axis={timeAxis(drill.durationMs)} />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginTop: theme.spacing(3) }),
  outcome: css({ ...theme.typography.bodySmall, margin: theme.spacing(0, 0, 1) }),
});
