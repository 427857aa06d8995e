import React from 'react';
import { css } from '@emotion/css';
import type { ChainList } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { AddFallback } from '../add/AddFallback.tsx';
import { StepCard } from '../card/StepCard.tsx';
import type { ChainEdit } from '../edit/chainEdit.ts';
import { stepFacts } from '../steps/stepFacts.ts';
import type { StepParts } from '../steplist/SortableStep.tsx';
import { SortableSteps } from '../steplist/SortableSteps.tsx';
import { addedWords } from '../steplist/stepAnnouncements.ts';
import { listTitle } from '../texts/listWords.ts';
import type { StepsView } from './stepsView.ts';

interface Props {
  readonly list: ChainList;
  readonly models: readonly string[];
  readonly view: StepsView;
  /** Absent = this person may only look. */
  readonly onEdit?: ((edit: ChainEdit) => void) | undefined;
}

function listLabel(list: ChainList): string {
  return list === 'fallbacks' ? t('chains.list.label', 'Fallbacks, in order') : listTitle(list);
}

/** One list of steps, to be edited or only looked at. */
export function StepsList({ list, models, view, onEdit }: Props) {
  const styles = useStyles2(getStyles);
  const { primary, registry, findings, look, announce } = view;
  const card = (model: string, { place, ...parts }: Pick<StepParts, 'place'> & Partial<StepParts>) => {
    const mark = view.markOf(list, model);
    return (
      <StepCard
        facts={stepFacts(model, primary, registry)}
        number={place}
        look={look}
        findings={findings.steps[list].get(model) ?? []}
        {...(mark ? { mark } : {})}
        {...parts}
      />
    );
  };
  if (!onEdit) {
    return (
      <ol className={styles.list} aria-label={listLabel(list)}>
        {models.map((model, at) => (
          <li key={model}>{card(model, { place: at + 1 })}</li>
        ))}
      </ol>
    );
  }
  return (
    <div>
      <SortableSteps
        id={list}
        label={listLabel(list)}
        models={models}
        render={card}
        onMove={(from, to) => onEdit({ type: 'move', list, from, to })}
        onRemove={(model) => onEdit({ type: 'remove', list, model })}
        announce={announce}
      />
      <AddFallback
        registry={registry}
        primary={primary}
        present={models}
        onAdd={(model) => {
          onEdit({ type: 'add', list, model });
          announce(addedWords({ model, place: models.length + 1, of: models.length + 1 }));
        }}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), listStyle: 'none' }),
});
