import {
  byUrgency,
  documentRules,
  documentSecrets,
  errorAt,
  hasErrors,
  parseDocument,
  type ConfigDocument,
  type Finding,
  type Provider,
  type SecretPlace,
} from '@understudy/contract';
import { checkReference, sealDocument, type MasterKey, type ReferenceRules } from '../../store/index.ts';
import { Slices } from '../../telemetry/index.ts';
import { originOf } from './origin.ts';
import { newUrlFindings, type UrlRules } from './providerUrls.ts';

export interface CheckPorts {
  readonly masterKey: MasterKey | undefined;
  readonly references: ReferenceRules;
  readonly urls: UrlRules;
  readonly hasCredential: (provider: Provider) => boolean;
  /** Further rules of this agent, such as: no document without clients while the data plane is open to others. */
  readonly rules?: (document: ConfigDocument) => readonly Finding[];
}

/** A document to store, or null with every error. */
export interface CheckedEdit {
  readonly document: ConfigDocument | null;
  readonly findings: Finding[];
}

/** Names a secret by its place, the server that it goes to, and its text. */
function secretKeys(document: ConfigDocument): { place: SecretPlace; key: string }[] {
  const origins = new Map(document.providers.map(({ id, baseUrl }) => [`providers/${id}`, originOf(baseUrl)]));
  return documentSecrets(document).map((place) => {
    const owner = place.context.replace(/\/(apiKey|headers\/[^/]*)$/, '');
    return { place, key: JSON.stringify([place.context, origins.get(owner) ?? null, place.text]) };
  });
}

/**
 * References that a write brings in. Those in force came from the operator's own file and stay, but only for the server that
 * they are for: sent along with another origin they are judged anew.
 */
function referenceFindings(
  document: ConfigDocument,
  known: readonly ConfigDocument[],
  rules: ReferenceRules,
): Finding[] {
  const before = new Set(known.flatMap((one) => secretKeys(one).map(({ key }) => key)));
  return secretKeys(document).flatMap(({ place: { text, path }, key }) => {
    if (before.has(key)) return [];
    const problem = checkReference(text, rules);
    if (problem === undefined) return [];
    const fix = 'Name an allowed variable or file, or change it in the configuration file.';
    return [errorAt({ code: 'reference_not_allowed', path, message: `${path}: ${problem}`, fix })];
  });
}

/**
 * Shape, references, addresses, seals, rules, with all findings at once. Others have their turn in between: a large document
 * takes some milliseconds each.
 * @param restored a document of the history whose references were accepted then
 */
export async function checkEdit(
  raw: unknown,
  previous: ConfigDocument,
  ports: CheckPorts,
  restored?: ConfigDocument,
): Promise<CheckedEdit> {
  const slices = new Slices();
  const parsed = parseDocument(raw);
  await slices.breathe();
  if ('findings' in parsed) return { document: null, findings: parsed.findings };
  const known = restored === undefined ? [previous] : [previous, restored];
  const sealed = sealDocument(parsed.document, ports.masterKey, restored ?? previous);
  const document = 'document' in sealed ? sealed.document : parsed.document;
  const ofAgent = [
    ...referenceFindings(parsed.document, known, ports.references),
    ...newUrlFindings(parsed.document, previous, ports.urls),
    ...('findings' in sealed ? sealed.findings : []),
    ...(ports.rules?.(document) ?? []),
  ];
  await slices.breathe();
  const ofRules: Finding[] = [];
  for (const found of documentRules(document, { previous, hasCredential: ports.hasCredential })) {
    ofRules.push(...found);
    await slices.breathe();
  }
  const findings = [...ofAgent, ...byUrgency(ofRules)];
  return { document: hasErrors(findings) ? null : document, findings };
}
