import React, { useCallback, useId } from 'react';
import { useNavigate } from 'react-router-dom';
import { css } from '@emotion/css';
import { listModels } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2, type ComboboxOption } from '@grafana/ui';
import { chainUrl } from '../../../components/chainUrl.ts';
import { surface } from '../../../components/surface.ts';
import { useAllItems } from '../../../hooks/useAllItems.ts';
import { candidateOption } from '../add/candidateOption.ts';
import { fallbackCandidates } from '../add/fallbackCandidates.ts';
import { ModelCombobox } from '../add/ModelCombobox.tsx';
import { registryOf } from '../steps/registry.ts';

interface Props {
  readonly onClose: () => void;
}

/** Chooses the model that gets a chain; its editor opens then, and nothing is stored before it is saved there. */
export function AddChain({ onClose }: Props) {
  const styles = useStyles2(getStyles);
  const labelId = useId();
  const navigate = useNavigate();
  const { data } = useAllItems(listModels);
  const find = useCallback(
    (search: string): ComboboxOption[] => {
      const models = data?.items ?? [];
      const withChain = models.filter(({ id, status }) => status?.chains.includes(id)).map(({ id }) => id);
      const found = fallbackCandidates(registryOf(models), '', withChain, search);
      return found.map((candidate) =>
        candidate.obstacle?.kind === 'in chain'
          ? { ...candidateOption(candidate), description: t('chains.new.present', 'Has a chain already.') }
          : candidateOption(candidate),
      );
    },
    [data],
  );
  return (
    <section className={styles.box} aria-labelledby={labelId}>
      <span id={labelId}>{t('chains.new.label', 'Model that gets a chain')}</span>
      <div className={styles.field}>
        <ModelCombobox
          labelledBy={labelId}
          find={find}
          // Whoever asked for it types next.
          focused
          loading={!data}
          placeholder={t('chains.new.placeholder', 'Search models, providers or capabilities')}
          onChoose={({ value, infoOption }) => {
            if (!infoOption) navigate(chainUrl(value), { replace: true });
          }}
        />
      </div>
      <Button variant="secondary" fill="text" onClick={onClose}>
        {t('chains.new.cancel', 'Cancel')}
      </Button>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    alignItems: 'center',
    ...surface(theme),
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1.5, 2),
  }),
  field: css({ flex: 1, maxWidth: theme.spacing(60), minWidth: theme.spacing(25) }),
});
