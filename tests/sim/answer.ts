import type { Ask, Tool } from './ask.ts';
import type { AnsweringBehaviour } from './behaviour.ts';
import { fingerprint, serialId } from './ids.ts';
import type { Json } from './json.ts';
import { sampleFromSchema } from './sampleFromSchema.ts';
import { charactersIn, countTokens, TOKENS_PER_IMAGE } from './tokens.ts';

/** Why an answer ended. */
export type Finish = 'stop' | 'length' | 'tool' | 'filter' | 'refusal';

/** Tokens of one call. `reasoning` is part of `completion`, `cached` part of `prompt`. */
export interface Usage {
  prompt: number;
  completion: number;
  cached: number;
  reasoning: number;
}

/** A tool call with its arguments as JSON text. */
export interface ToolCall {
  id: string;
  name: string;
  input: Json;
  arguments: string;
}

/** What the sim says, before a dialect gives it its shape. */
export interface Answer {
  serial: number;
  /** Seconds since the epoch. */
  created: number;
  fingerprint: string;
  text: string;
  /** The text in the pieces that a stream sends. */
  pieces: string[];
  reasoning: string;
  refusal: string;
  toolCalls: ToolCall[];
  finish: Finish;
  usage: Usage | undefined;
}

/** Reasoning tokens of an answer that had room for nothing else, where the request sets no limit. */
const EXHAUSTED_REASONING_TOKENS = 64;

const QUOTED_CHARACTERS = 80;
const DEFAULT_REFUSAL = "I'm sorry, but I can't help with that request.";

/** The answer to a text: its first 80 characters, said back. */
export function replyTo(model: string, userText: string): string {
  return `Hello from ${model}. You said: ${userText.slice(0, QUOTED_CHARACTERS)}`;
}

function calledTools(ask: Ask): Tool[] {
  if (ask.toolChoice === 'none') return [];
  if (typeof ask.toolChoice === 'object') {
    const { name } = ask.toolChoice;
    return ask.tools.filter((tool) => tool.name === name);
  }
  const text = ask.lastUserText.toLowerCase();
  const asked = ask.tools.filter((tool) => text.includes(`call ${tool.name.toLowerCase()}`));
  if (ask.toolChoice === 'required') return asked.length > 0 ? asked : ask.tools.slice(0, 1);
  return ask.afterToolResult ? [] : asked;
}

function toolCallsFor(ask: Ask, behaviour: AnsweringBehaviour, serial: number): ToolCall[] {
  const forced = behaviour.toolCall;
  const calls = forced
    ? [{ name: forced.name, input: forced.arguments }]
    : calledTools(ask).map((tool) => ({ name: tool.name, input: sampleFromSchema(tool.schema) }));
  return calls.map((call, index) => ({
    ...call,
    id: serialId(serial * 16 + index, 24),
    arguments: JSON.stringify(call.input),
  }));
}

function textOf(ask: Ask, behaviour: AnsweringBehaviour): string {
  if (behaviour.text !== undefined) return behaviour.text;
  if (behaviour.tokens !== undefined) return 'word '.repeat(behaviour.tokens).slice(0, charactersIn(behaviour.tokens));
  const reply = replyTo(ask.model, ask.lastUserText);
  if (ask.json === undefined) return reply;
  return JSON.stringify(ask.json === true ? { answer: reply } : sampleFromSchema(ask.json));
}

function splitEvenly(text: string, count: number): string[] {
  const pieces = Math.max(1, Math.min(count, text.length));
  const at = (index: number): number => Math.round((index * text.length) / pieces);
  return Array.from({ length: pieces }, (_, index) => text.slice(at(index), at(index + 1)));
}

/** The text in pieces: the number asked for, else one a word. */
function piecesOf(text: string, behaviour: AnsweringBehaviour): string[] {
  if (text === '') return [];
  const count = behaviour.chunks ?? behaviour.tokens;
  return count === undefined ? (text.match(/\s*\S+(?:\s+$)?/g) ?? [text]) : splitEvenly(text, count);
}

function usageOf(ask: Ask, behaviour: AnsweringBehaviour, said: Omit<Answer, 'usage'>): Usage | undefined {
  if (behaviour.usage === false) return undefined;
  const characters =
    said.text.length + said.refusal.length + said.toolCalls.reduce((sum, call) => sum + call.arguments.length, 0);
  const reasoning = countTokens(said.reasoning.length);
  const counted: Usage = {
    prompt: countTokens(ask.promptCharacters) + ask.images * TOKENS_PER_IMAGE,
    completion: countTokens(characters) * ask.choices + reasoning,
    cached: 0,
    reasoning,
  };
  if (behaviour.kind === 'reasoning_exhausted') {
    const spent = ask.maxTokens ?? EXHAUSTED_REASONING_TOKENS;
    Object.assign(counted, { completion: spent, reasoning: spent });
  }
  return { ...counted, ...behaviour.usage };
}

const SILENT_FINISH: Partial<Record<AnsweringBehaviour['kind'], Finish>> = {
  empty_completion: 'stop',
  filtered: 'filter',
  reasoning_exhausted: 'length',
};

/** Anthropic has no count of reasoning tokens: what was spent on it shows as a thinking block alone. */
function unspoken(ask: Ask, behaviour: AnsweringBehaviour): string {
  return ask.dialect === 'anthropic' && behaviour.kind === 'reasoning_exhausted' ? 'Let me think this over.' : '';
}

type Content = Pick<Answer, 'text' | 'reasoning' | 'refusal' | 'toolCalls' | 'finish'>;

function contentOf(ask: Ask, behaviour: AnsweringBehaviour, serial: number): Content {
  const nothing = { text: '', reasoning: '', refusal: '', toolCalls: [] };
  const silent = SILENT_FINISH[behaviour.kind];
  const reasoning = behaviour.reasoning ?? unspoken(ask, behaviour);
  if (silent !== undefined) return { ...nothing, reasoning, finish: silent };
  if (behaviour.kind === 'refusal' || behaviour.refusal !== undefined) {
    return { ...nothing, reasoning, refusal: behaviour.refusal ?? DEFAULT_REFUSAL, finish: 'refusal' };
  }
  const toolCalls = toolCallsFor(ask, behaviour, serial);
  if (toolCalls.length > 0) return { ...nothing, reasoning, text: behaviour.text ?? '', toolCalls, finish: 'tool' };
  const whole = textOf(ask, behaviour);
  const room = charactersIn(ask.maxTokens ?? Infinity);
  const cut = whole.length > room;
  const finish = cut || behaviour.finish === 'length' ? 'length' : 'stop';
  return { ...nothing, reasoning, text: cut ? whole.slice(0, room) : whole, finish };
}

/** The answer that a behaviour gives to a request: the same one for the same request, but for ids and time. */
export function buildAnswer(ask: Ask, behaviour: AnsweringBehaviour, serial: number): Answer {
  const content = contentOf(ask, behaviour, serial);
  const said = {
    ...content,
    serial,
    created: Math.floor(Date.now() / 1000),
    fingerprint: fingerprint(ask.model),
    pieces: piecesOf(content.text, behaviour),
  };
  return { ...said, usage: usageOf(ask, behaviour, said) };
}
