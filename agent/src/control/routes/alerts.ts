import { getAlerts, type AlertRules, type ConfigDocument } from '@understudy/contract';
import type { Request } from 'express';
import { alertRules, grafanaParts, prometheusParts, ruleFrame } from '../../rules/index.ts';
import type { ConfigEditor } from '../config/configEditor.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { inSlices } from '../prices/inSlices.ts';
import { perDocument } from '../reading/perDocument.ts';

type Made = Omit<AlertRules, 'revision'>;

/** In slices: a thousand chains with thresholds of their own are thousands of rules. */
async function rulesOf(document: ConfigDocument): Promise<Made> {
  const frame = ruleFrame(document);
  const rules = { ...frame, alerting: { ...frame.alerting, rules: await inSlices(alertRules(document)) } };
  const prometheus = (await inSlices(prometheusParts(rules))).join('');
  return { ...rules, prometheus, grafana: (await inSlices(grafanaParts(rules))).join('') };
}

function formatOf(request: Request): 'json' | 'prometheus' {
  return request.accepts(['application/json', 'application/yaml']) === 'application/yaml' ? 'prometheus' : 'json';
}

/** `alerts`: the rules of the document in force, made once a document. */
export function alertRoutes(editor: Pick<ConfigEditor, 'document' | 'revision'>): EndpointRouter {
  const made = perDocument(() => editor.document(), rulesOf);
  return new EndpointRouter().on(getAlerts, async ({ query, request }) => {
    const revision = editor.revision();
    const rules = await made();
    const format = query.format ?? formatOf(request);
    const headers = { vary: 'accept' };
    if (format === 'json') return { body: { revision, ...rules }, lasting: true, headers };
    return { text: rules[format], contentType: 'application/yaml', headers };
  });
}
