import type { Measure, Role } from './measure.ts';

/** Names by which a field, a label or a metric says its role, without case, spaces and signs. */
const NAMES: Readonly<Record<Role, readonly string[]>> = {
  model: ['model', 'requestedmodel', 'modelrequested', 'modelname', 'modelid', 'requested', 'genaioriginalmodel'],
  fallback: [
    'fallback',
    'fallbackmodel',
    'fallbackmodelname',
    'servedmodel',
    'servedby',
    'answeredby',
    'tomodel',
    'upstreammodel',
  ],
  rate: [
    'rate',
    'fallbackrate',
    'ratio',
    'fallbackratio',
    'ratepercent',
    'fallbackratepercent',
    'rate%',
    'fallback%',
    'fallbackrate%',
  ],
  fallbacks: ['fallbacks', 'fallbackcount', 'fallbackrequests', 'count', 'n'],
  total: ['total', 'totalrequests', 'requests', 'requestcount', 'eligible', 'eligiblerequests'],
  multiplier: ['multiplier', 'costmultiplier', 'cost×', 'costx', 'costratio'],
  cost: ['cost', 'costusd', 'fallbackcost', 'fallbackcostusd', 'estimatedfallbackcostusd'],
  baseline: [
    'baseline',
    'baselinecost',
    'baselinecostusd',
    'primarycost',
    'primarycostusd',
    'estimatedoriginalcostusd',
  ],
  extraCost: ['extracost', 'extracostusd', 'extra', 'extrausd'],
  estimated: ['estimated', 'isestimated', 'costestimated'],
  unpriced: ['unpriced', 'noprice', 'unpricedrequests'],
  served: ['served', 'answers', 'answersbyfallback'],
};

/** `Rate (last)`, `Value #A` and `fallback_rate` without what transformations and styles add. */
export function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/\s*#[a-z]+$/, '')
    .replace(/[^a-z0-9%×]/g, '');
}

const ROLE_BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([role, names]) => names.map((name): [string, string] => [name, role])),
);

function isRole(name: string | undefined): name is Role {
  return name !== undefined && Object.hasOwn(NAMES, name);
}

/** The role that a name stands for. */
export function roleOfName(name: string): Role | undefined {
  const role = ROLE_BY_NAME.get(normalName(name));
  return isRole(role) ? role : undefined;
}

/** The measure that a name stands for. */
export function measureOfName(name: string): Measure | undefined {
  const role = roleOfName(name);
  return role === 'model' || role === 'fallback' ? undefined : role;
}
