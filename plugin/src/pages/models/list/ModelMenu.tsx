import React, { useState } from 'react';
import { deleteModel, getModel, patchModel, type ModelResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { ConfirmModal, Dropdown, IconButton, Menu } from '@grafana/ui';
import { useRegistryWrite } from '../useRegistryWrite.ts';

interface Props {
  readonly model: ModelResource;
  readonly onEdit: (id: string) => void;
}

function consequences(chains: readonly string[]): string {
  if (chains.length === 0) return t('models.delete-unused', 'No chain uses it. A rollback brings it back.');
  return t(
    'models.delete-used',
    'It is taken out of these chains, and its own chain goes with it: {{- names}}. A rollback brings it back.',
    {
      names: chains.join(', '),
    },
  );
}

/** Edit, verify, delete. */
export function ModelMenu({ model, onEdit }: Props) {
  const [asking, setAsking] = useState(false);
  const write = useRegistryWrite();
  const verified = Boolean(model.verified);
  const verify = () =>
    write.mutate(async (client) => {
      const { etag } = await client.call(getModel, { target: model.id });
      const options = { target: model.id, body: { verified: !verified }, ...(etag !== undefined && { etag }) };
      return (await client.call(patchModel, options)).data;
    });
  const remove = () =>
    write.mutate(async (client) => {
      const { etag } = await client.call(getModel, { target: model.id });
      const options = { target: model.id, query: { cascade: true }, ...(etag !== undefined && { etag }) };
      return (await client.call(deleteModel, options)).data;
    });
  const menu = (
    <Menu>
      <Menu.Item label={t('models.edit', 'Edit')} icon="pen" onClick={() => onEdit(model.id)} />
      <Menu.Item
        label={verified ? t('models.unverify', 'Take the verified mark off') : t('models.verify', 'Mark as verified')}
        icon="check-circle"
        onClick={verify}
      />
      <Menu.Divider />
      <Menu.Item label={t('models.delete', 'Delete')} icon="trash-alt" destructive onClick={() => setAsking(true)} />
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu} placement="bottom-end">
        <IconButton
          name="ellipsis-v"
          size="lg"
          aria-label={t('models.actions-of', 'Actions for {{- model}}', { model: model.id })}
        />
      </Dropdown>
      <ConfirmModal
        isOpen={asking}
        title={t('models.delete-title', 'Delete {{- model}}', { model: model.id })}
        body={consequences(model.status?.chains ?? [])}
        confirmText={t('models.delete', 'Delete')}
        onConfirm={() => {
          setAsking(false);
          remove();
        }}
        onDismiss={() => setAsking(false)}
      />
    </>
  );
}
