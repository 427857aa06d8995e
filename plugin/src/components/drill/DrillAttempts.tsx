import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { AttemptTimeline } from '../attempts/AttemptTimeline.tsx';
import { latestSentence } from '../attempts/attemptWords.ts';
import { useTick } from '../attempts/useTick.ts';
import { endSentence, finalSummary, runningSummary } from './drillWords.ts';
import { drillTimeline, isUnderWay, type DrillState } from './drillState.ts';
import { SectionHead } from './SectionHead.tsx';
import { useDrillAxis } from './useDrillAxis.ts';

/** How often the time that passes is shown anew. */
const COUNT_MS = 100;

/** How many calls and how long; counts while the test runs. */
function Summary({ state }: { readonly state: DrillState }) {
  const [now, setNow] = useState(() => performance.now());
  const underWay = isUnderWay(state);
  useTick(underWay, COUNT_MS, setNow);
  return <>{underWay ? runningSummary(state, now) : finalSummary(state)}</>;
}

/** What happened in a test, or happens in the one under way. */
export function DrillAttempts({ state }: { readonly state: DrillState }) {
  const styles = useStyles2(getStyles);
  const timeline = useMemo(() => drillTimeline(state), [state]);
  const axis = useDrillAxis(state);
  const underWay = isUnderWay(state);
  return (
    <section className={styles.section}>
      <SectionHead title={<Trans i18nKey="attempts.title">Attempts</Trans>} note={<Summary state={state} />} />
      {(timeline.length > 0 || state.plan) && (
        <AttemptTimeline timeline={timeline} axis={axis} clock={underWay && state.streamed ? state.startedAt : null} />
      )}
      <div className="sr-only" aria-live="polite">
        {underWay ? latestSentence(timeline) : endSentence(state)}
      </div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginTop: theme.spacing(3) }),
});
