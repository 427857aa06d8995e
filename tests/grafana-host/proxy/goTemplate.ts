/** What a route's templates may read: the app's settings in the organisation. */
export interface TemplateData {
  readonly JsonData: Readonly<Record<string, unknown>>;
  readonly SecureJsonData: Readonly<Record<string, string>>;
}

type Value = unknown;
type Token = { readonly text: string } | { readonly action: string };

const ACTION = /\{\{(-?)\s*(.*?)\s*(-?)\}\}/gs;

/** Splits a template; `{{-` and `-}}` eat the white space beside them. */
function tokenize(template: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  let trim = false;
  for (const match of template.matchAll(ACTION)) {
    const [whole, trimLeft, action = '', trimRight] = match;
    let text = template.slice(from, match.index);
    if (trim) text = text.trimStart();
    tokens.push({ text: trimLeft ? text.trimEnd() : text }, { action });
    from = match.index + whole.length;
    trim = trimRight === '-';
  }
  const last = template.slice(from);
  tokens.push({ text: trim ? last.trimStart() : last });
  if (tokens.some((token) => 'text' in token && token.text.includes('{{'))) throw new Error('unclosed action');
  return tokens;
}

function field(path: string, data: TemplateData): Value {
  let value: unknown = data;
  for (const name of path.slice(1).split('.')) {
    if (value === undefined || value === null) throw new Error(`nil pointer evaluating ${path}`);
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

function operand(text: string, data: TemplateData): Value {
  if (/^([.]\w+)+$/.test(text)) return field(text, data);
  const literal = /^(?:"([^"\\]*)"|`([^`]*)`)$/.exec(text);
  if (literal) return literal[1] ?? literal[2];
  throw new Error(`unexpected ${text}`);
}

/** A pipeline of what Grafana offers: a field, a string, and `orEmpty` before or behind one. */
function evaluate(pipeline: string, data: TemplateData): Value {
  const [first = '', ...others] = pipeline.split('|').map((part) => part.trim());
  if (others.some((part) => part !== 'orEmpty')) throw new Error(`function not defined in ${pipeline}`);
  const call = /^orEmpty\s+(.+)$/.exec(first);
  const value = operand(call?.[1] ?? first, data);
  return call || others.length > 0 ? (value ?? '') : value;
}

/** Go's truth: not the zero value, and not empty. */
function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function print(value: Value): string {
  if (value === undefined || value === null) return '<no value>';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error('a template prints strings, numbers and booleans only');
}

/** The branch of an `if` that is being read. */
interface Branch {
  /** Does what stands here get printed? */
  readonly live: boolean;
  /** Has a branch of this `if` been taken already? */
  readonly taken: boolean;
  readonly elseSeen: boolean;
}

class Run {
  readonly #data: TemplateData;
  readonly #branches: Branch[] = [];
  output = '';

  constructor(data: TemplateData) {
    this.#data = data;
  }

  get #live(): boolean {
    return this.#branches.every(({ live }) => live);
  }

  text(text: string): void {
    if (this.#live) this.output += text;
  }

  action(action: string): void {
    const [word = ''] = /^(if|else if|else|end)\b/.exec(action) ?? [];
    const condition = action.slice(word.length).trim();
    if (word === 'if') this.#open(condition);
    else if (word === 'end') this.#leave();
    else if (word !== '') this.#turn(condition);
    else if (this.#live && !action.startsWith('/*')) this.output += print(evaluate(action, this.#data));
  }

  #open(condition: string): void {
    const live = this.#live && isTrue(evaluate(condition, this.#data));
    this.#branches.push({ live, taken: live, elseSeen: false });
  }

  #turn(condition: string): void {
    const { taken, elseSeen } = this.#leave();
    if (elseSeen) throw new Error('else after else');
    const live = this.#live && !taken && (condition === '' || isTrue(evaluate(condition, this.#data)));
    this.#branches.push({ live, taken: taken || live, elseSeen: condition === '' });
  }

  #leave(): Branch {
    const branch = this.#branches.pop();
    if (!branch) throw new Error('unexpected else or end');
    return branch;
  }

  close(): string {
    if (this.#branches.length > 0) throw new Error('unexpected end of the template');
    return this.output;
  }
}

/**
 * Renders what routes of Grafana use of Go's text/template: fields, `orEmpty`, `if`, `else`, `end`, `{{-`. A key that
 * is not set prints `<no value>`, as in Go.
 * @throws Error where Go would refuse to parse or execute the template
 */
export function renderGoTemplate(template: string, data: TemplateData): string {
  const run = new Run(data);
  for (const token of tokenize(template)) {
    if ('text' in token) run.text(token.text);
    else run.action(token.action);
  }
  return run.close();
}
