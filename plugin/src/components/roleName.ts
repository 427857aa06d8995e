import type { Role } from '@understudy/contract';
import { t } from '@grafana/i18n';

/** A role in words, inside a sentence. */
export function roleName(role: Role): string {
  switch (role) {
    case 'viewer':
      return t('role.viewer', 'viewer');
    case 'editor':
      return t('role.editor', 'editor');
    case 'admin':
      return t('role.admin', 'admin');
  }
}
