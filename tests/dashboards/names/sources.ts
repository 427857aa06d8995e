import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { dashboardExpressions, withoutVariables } from '../../../dashboards/expressions.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** An expression with where it stands. */
export interface Source {
  readonly where: string;
  readonly expr: string;
}

/** A recorded series with its expression. */
export interface Recording extends Source {
  readonly record: string;
}

async function filesOf(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(join(ROOT, folder), { recursive: true });
  return names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
}

function read(path: string): Promise<string> {
  return readFile(join(ROOT, path), 'utf8');
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every mapping inside a value of YAML or JSON. */
function mappingsIn(value: unknown): Mapping[] {
  if (Array.isArray(value)) return value.flatMap(mappingsIn);
  if (!isMapping(value)) return [];
  return [value, ...Object.values(value).flatMap(mappingsIn)];
}

/** Expressions of a file or of a piece of YAML, wherever they stand in it. */
function exprsIn(where: string, yaml: string): Source[] {
  return mappingsIn(parse(yaml)).flatMap(({ expr, alert, record, refId }) => {
    const name = [alert, record, refId].find((each) => typeof each === 'string') ?? '';
    return typeof expr === 'string' ? [{ where: `${where} ${name}`, expr }] : [];
  });
}

/** What dashboards ask, with Grafana's variables filled in. */
export function dashboardSources(): Source[] {
  return dashboardExpressions().map(({ dashboard, name, refId, expr }) => ({
    where: `${dashboard}: ${name} ${refId}`,
    expr: withoutVariables(expr),
  }));
}

/** Rules of Prometheus and those that Grafana evaluates itself. */
export async function ruleSources(): Promise<Source[]> {
  const files = [
    ...(await filesOf('provisioning/prometheus', '.yml')),
    ...(await filesOf('provisioning/grafana/alerting', '.yml')),
  ];
  // Grafana's own expressions (`__expr__`) name a query by its letter.
  const all = await Promise.all(files.map(async (path) => exprsIn(path, await read(path))));
  return all.flat().filter(({ expr }) => !/^[A-Z]$/.test(expr));
}

/** Series that rules write. */
export async function recordings(): Promise<Recording[]> {
  const files = await filesOf('provisioning/prometheus', '.yml');
  const all = await Promise.all(files.map(async (path) => mappingsIn(parse(await read(path)))));
  return all
    .flat()
    .flatMap(({ record, expr }) =>
      typeof record === 'string' && typeof expr === 'string' ? [{ where: record, record, expr }] : [],
    );
}

/** Blocks of PromQL, and expressions in blocks of YAML, of the pages for users. */
export async function docSources(): Promise<Source[]> {
  const pages = ['README.md', ...(await filesOf('docs', '.md'))];
  const all = await Promise.all(
    pages.map(async (page) => {
      const blocks = [...(await read(page)).matchAll(/^```(promql|yaml)\n(.*?)^```/gms)];
      return blocks.flatMap(([, language, text = '']) => {
        if (language === 'promql') return [{ where: page, expr: withoutVariables(text.trim()) }];
        return text.includes('expr:') ? exprsIn(page, text) : [];
      });
    }),
  );
  return all.flat();
}

/** By their names only: for these tests' type check the plugin's sources, which are bundled, are no ES modules. */
const PROMQL = join(ROOT, 'plugin/src/promql');

/** Arguments after scope and window, or in place of them, of queries that take other ones. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  latencyQuantile: [{}, 0.95, '5m'],
  highestFallbackRateSeries: [{}, '5m', 3],
  activeAlerts: [['LLMFallbackRateHigh']],
  recordedSeries: [['job_model:understudy_requests_eligible:rate5m']],
};

/** What writes parts of expressions. */
const NO_QUERIES = ['scope.ts', 'select.ts'];

/** Every expression that the app asks. */
export async function pluginSources(): Promise<Source[]> {
  const names = (await readdir(PROMQL)).filter((name) => !name.includes('.test.') && !NO_QUERIES.includes(name));
  const all = await Promise.all(
    names.map(async (name) => {
      const module = (await import(join(PROMQL, name))) as Readonly<Record<string, unknown>>;
      return Object.entries(module).flatMap(([query, build]) => {
        if (typeof build !== 'function') return [];
        const expr: unknown = Reflect.apply(build, undefined, [...(ARGUMENTS[query] ?? [{}, '5m'])]);
        return [{ where: `plugin/src/promql/${name} ${query}`, expr: withoutVariables(String(expr)) }];
      });
    }),
  );
  return all.flat();
}
