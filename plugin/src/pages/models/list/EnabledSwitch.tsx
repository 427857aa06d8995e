import React from 'react';
import { getModel, patchModel, type ModelResource } from '@understudy/contract';
import { chainsSkipping } from '../chainsSkipping.ts';
import { RegistrySwitch } from '../RegistrySwitch.tsx';

interface Props {
  readonly model: ModelResource;
  readonly editable: boolean;
}

/** Whether chains may call the model. */
export function EnabledSwitch({ model, editable }: Props) {
  const enabled = model.enabled ?? true;
  const chains = model.status?.chains ?? [];
  return (
    <RegistrySwitch
      id={model.id}
      enabled={enabled}
      editable={editable}
      consequence={chains.length > 0 ? chainsSkipping(chains) : undefined}
      onSwitch={async (client) => {
        const { etag } = await client.call(getModel, { target: model.id });
        const options = { target: model.id, body: { enabled: !enabled }, ...(etag !== undefined && { etag }) };
        return (await client.call(patchModel, options)).data;
      }}
    />
  );
}
