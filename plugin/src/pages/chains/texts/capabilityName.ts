import type { Capability } from '@understudy/contract';
import { t } from '@grafana/i18n';

/** What a capability is called. */
export function capabilityName(capability: Capability): string {
  switch (capability) {
    case 'vision':
      return t('capability.vision', 'vision');
    case 'tools':
      return t('capability.tools', 'tools');
    case 'json':
      return t('capability.json', 'JSON');
    case 'audio':
      return t('capability.audio', 'audio');
    case 'reasoning':
      return t('capability.reasoning', 'reasoning');
  }
}
