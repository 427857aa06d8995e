import { isAlias, isMap, isScalar, parseDocument, visit, type Scalar } from 'yaml';

const MASK = '***';
/** Names of settings that hold secrets. `tokens` and `max_tokens` are numbers, and so are not reached. */
const SECRET_NAME = /(key|secret|token|password|passwd|credential|authorization|salt|license|cookie)s?$/i;
/** What looks like a key wherever it stands, comments included. */
const KEY_SHAPED = /\b(?:sk|pk|rk|gsk|xai|hf|ghp|AKIA|AIza|Bearer )[-_]?[A-Za-z0-9_-]{12,}/g;
/** Password of an address: redis://user:password@host. */
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/gi;
const REFERENCE = /^os\.environ\//;

interface Range {
  readonly from: number;
  readonly to: number;
}

function isSecret(name: string, { value }: Scalar, inHeaders: boolean): boolean {
  if (typeof value !== 'string' || value === '' || REFERENCE.test(value)) return false;
  return inHeaders || SECRET_NAME.test(name);
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** Where literal secrets stand in the text. */
function secretRanges(text: string): Range[] {
  const ranges: Range[] = [];
  visit(parseDocument(text, { merge: true }), {
    Pair: (_at, { key, value }, path) => {
      if (isAlias(value) || !isScalar(value)) return;
      const parents = path.filter((node) => !isMap(node)).map((node) => ('key' in node ? nameOf(node.key) : ''));
      const inHeaders = parents.some((parent) => /headers$|^environment_variables$/i.test(parent));
      const [from, to] = value.range ?? [0, 0];
      if (isSecret(nameOf(key), value, inHeaders)) ranges.push({ from, to });
    },
  });
  return ranges.sort((a, b) => b.from - a.from);
}

/** The text with every literal secret masked; references (`os.environ/NAME`) are shown. A text that does not parse too. */
export function maskSecrets(text: string): string {
  const masked = secretRanges(text).reduce((rest, { from, to }) => rest.slice(0, from) + MASK + rest.slice(to), text);
  return masked.replaceAll(KEY_SHAPED, MASK).replaceAll(URL_PASSWORD, `$1${MASK}`);
}
