import { t } from '@grafana/i18n';
import type { FormProblem, ModelForm } from './modelForm.ts';

/** What a `Field` shows of a problem. */
export interface FieldProblemProps {
  readonly invalid?: boolean;
  readonly error?: string;
}

function words({ problem }: FormProblem): string {
  switch (problem) {
    case 'missing':
      return t('models.form.missing', 'Needed.');
    case 'not-a-number':
      return t('models.form.not-a-number', 'A number from 0 on, or empty for unknown.');
    case 'not-whole':
      return t('models.form.not-whole', 'A whole number of tokens.');
    case 'both-prices':
      return t('models.form.both-prices', 'Give both prices, or none.');
  }
}

/** The problem of one field, in words. */
export function fieldProblem(problems: readonly FormProblem[], field: keyof ModelForm): FieldProblemProps {
  const problem = problems.find((one) => one.field === field);
  return problem ? { invalid: true, error: words(problem) } : {};
}
