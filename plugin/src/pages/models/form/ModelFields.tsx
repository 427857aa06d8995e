import React, { useState } from 'react';
import { css } from '@emotion/css';
import { createModel, patchModel, type ModelResource } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { useUnsavedGuard } from '../../../hooks/useUnsavedGuard.ts';
import { WriteProblem } from '../WriteProblem.tsx';
import { useRegistryWrite } from '../useRegistryWrite.ts';
import { CapabilitiesField } from './CapabilitiesField.tsx';
import { fieldProblem } from './fieldProblem.ts';
import { IdentityFields } from './IdentityFields.tsx';
import { formOf, formProblems, modelOf, patchOf, type ModelForm } from './modelForm.ts';
import { NumberInputs } from './NumberInputs.tsx';

interface Props {
  readonly model: ModelResource | undefined;
  readonly etag: string | undefined;
  readonly onClose: () => void;
}

function useSave({ model, etag, onClose }: Props, form: ModelForm) {
  const write = useRegistryWrite({ quiet: true });
  const save = () =>
    write.mutate(
      async (client) => {
        if (!model) return (await client.call(createModel, { body: modelOf(form) })).data;
        const options = { target: model.id, body: patchOf(form), ...(etag !== undefined && { etag }) };
        return (await client.call(patchModel, options)).data;
      },
      { onSuccess: onClose },
    );
  return { save, write };
}

/** The form of a model; what the agent refuses is said under the fields. */
export function ModelFields(props: Props) {
  const { model, onClose } = props;
  const styles = useStyles2(getStyles);
  const first = formOf(model);
  const [form, setForm] = useState(first);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<ModelForm>) => setForm({ ...form, ...part });
  const problems = formProblems(form);
  const { save, write } = useSave(props, form);
  useUnsavedGuard(JSON.stringify(form) !== JSON.stringify(first) && !write.isSuccess);
  const of = (field: keyof ModelForm) => (tried ? fieldProblem(problems, field) : {});
  const submit = () => {
    setTried(true);
    if (problems.length === 0) save();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <IdentityFields form={form} known={model !== undefined} onChange={change} problemOf={of} />
      <NumberInputs form={form} onChange={change} problemOf={of} />
      <CapabilitiesField value={form.capabilities} onChange={(capabilities) => change({ capabilities })} />
      {write.error && <WriteProblem error={write.error} />}
      <div className={styles.actions}>
        <Button type="submit" disabled={write.isPending}>
          {write.isPending ? t('models.form.saving', 'Saving') : t('models.form.save', 'Save model')}
        </Button>
        <Button variant="secondary" onClick={onClose}>
          {t('models.form.cancel', 'Cancel')}
        </Button>
      </div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  actions: css({ display: 'flex', gap: theme.spacing(1), marginTop: theme.spacing(1) }),
});
