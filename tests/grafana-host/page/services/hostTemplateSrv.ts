import type { ScopedVars } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';

const VARIABLE = /\$(\w+)|\$\{(\w+)(?::\w+)?\}/g;

function replace(target = '', scopedVars: ScopedVars = {}): string {
  return target.replace(VARIABLE, (whole, plain?: string, braced?: string) => {
    const value: unknown = scopedVars[plain ?? braced ?? '']?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}

/** Variables of a dashboard: the host's has none, so only those of a query itself are replaced. */
export const hostTemplateSrv: TemplateSrv = {
  getVariables: () => [],
  replace,
  containsTemplate: (target = '') => target.search(VARIABLE) !== -1,
  updateTimeRange: () => undefined,
};
