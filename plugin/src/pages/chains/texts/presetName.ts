import type { PresetName } from '@understudy/contract';
import { t } from '@grafana/i18n';

/** What a preset is called. */
export function presetName(preset: PresetName): string {
  switch (preset) {
    case 'patient':
      return t('preset.patient', 'Patient');
    case 'immediate':
      return t('preset.immediate', 'Immediate');
    case 'single':
      return t('preset.single', 'Single');
  }
}
