import React, { useState } from 'react';
import { createModel, patchModel, type ModelResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useUnsavedGuard } from '../../../hooks/useUnsavedGuard.ts';
import { RegistryForm } from '../RegistryForm.tsx';
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
    <RegistryForm write={write} saveLabel={t('models.form.save', 'Save model')} onSubmit={submit} onClose={onClose}>
      <IdentityFields form={form} known={model !== undefined} onChange={change} problemOf={of} />
      <NumberInputs form={form} onChange={change} problemOf={of} />
      <CapabilitiesField value={form.capabilities} onChange={(capabilities) => change({ capabilities })} />
    </RegistryForm>
  );
}
