import React from 'react';
import { t } from '@grafana/i18n';
import type { EmbeddedScene } from '@grafana/scenes';
import { Button } from '@grafana/ui';
import { csvName, saveFile } from '../../components/saveFile.ts';
import { csvOfFrames } from './csvOfFrames.ts';
import { framesOfScene } from './framesOfScene.ts';

/** What the panels show, as one table. */
export function CsvButton({ scene }: { readonly scene: EmbeddedScene }) {
  const save = () => saveFile(csvName('analytics', new Date()), csvOfFrames(framesOfScene(scene)), 'text/csv');
  return (
    <Button variant="secondary" fill="outline" icon="download-alt" onClick={save}>
      {t('analytics.csv', 'CSV')}
    </Button>
  );
}
