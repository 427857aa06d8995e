import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, Dropdown, Menu } from '@grafana/ui';
import { openDrill } from '../../../components/drill/openDrill.ts';
import { useMay } from '../../../hooks/useMay.ts';
import type { ChainSession } from './useChainSession.ts';

/** What can be done with a chain as a whole. Viewers have its history alone. */
export function ChainActions({ session }: { readonly session: ChainSession }) {
  const { page, editing, canWrite, drawer } = session;
  const { model } = page;
  const exists = editing.state.base.chain !== null;
  // A test changes nothing, so a file in charge is no obstacle.
  const mayTest = useMay('editor');
  return (
    <>
      <Button variant="secondary" fill="outline" icon="history" onClick={() => drawer.open('history')}>
        {t('chains.action.history', 'History')}
      </Button>
      {mayTest && exists && (
        <Button variant="secondary" icon="play" onClick={() => openDrill(model)}>
          {t('chains.action.test', 'Test fallback')}
        </Button>
      )}
      {canWrite && exists && <MoreActions session={session} />}
    </>
  );
}

function MoreActions({ session: { page, editing, saving } }: { readonly session: ChainSession }) {
  const { model } = page;
  const [asking, setAsking] = useState(false);
  const enabled = editing.state.draft.chain.enabled ?? true;
  const menu = (
    <Menu>
      <Menu.Item
        icon={enabled ? 'pause' : 'play'}
        label={enabled ? t('chains.action.off', 'Switch off') : t('chains.action.on', 'Switch on')}
        description={
          enabled
            ? t('chains.action.off-note', 'The primary is called alone. Saved with your other changes.')
            : t('chains.action.on-note', 'Saved with your other changes.')
        }
        onClick={() => editing.edit({ type: 'enable', enabled: !enabled })}
      />
      <Menu.Divider />
      <Menu.Item
        icon="trash-alt"
        destructive
        label={t('chains.action.delete', 'Delete chain')}
        onClick={() => setAsking(true)}
      />
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu} placement="bottom-end">
        <Button
          variant="secondary"
          fill="outline"
          icon="ellipsis-v"
          aria-label={t('chains.action.more', 'More for {{- model}}', { model })}
        />
      </Dropdown>
      <ConfirmModal
        isOpen={asking}
        title={t('chains.delete.title', 'Delete the chain of {{- model}}?', { model })}
        body={t(
          'chains.delete.body',
          'The model stays and is called alone: its requests fail when it fails. A newer revision can bring the chain back.',
        )}
        confirmText={t('chains.delete.confirm', 'Delete chain')}
        onConfirm={async () => {
          await saving.remove();
          setAsking(false);
        }}
        onDismiss={() => setAsking(false)}
      />
    </>
  );
}
