import type { LanguageModelV4Message, LanguageModelV4Prompt, LanguageModelV4ToolResultPart } from '@ai-sdk/provider';
import { safeCallId } from './safeCallId.ts';

export type UserPart = Extract<LanguageModelV4Message, { role: 'user' }>['content'][number];
export type ToolOutput = LanguageModelV4ToolResultPart['output'];

/**
 * Builds a prompt in the form that all dialects take: system texts first (Gemini takes them nowhere else), no empty
 * parts (Anthropic refuses them), neighbouring turns of the assistant and neighbouring tool results in one message
 * (Gemini wants as many results as calls in one turn), tool results with the name of their tool.
 */
export class PromptBuilder {
  readonly #system: string[] = [];
  readonly #turns: Exclude<LanguageModelV4Message, { role: 'system' }>[] = [];
  readonly #toolNames = new Map<string, string>();

  system(text: string): void {
    if (text !== '') this.#system.push(text);
  }

  user(parts: readonly UserPart[]): void {
    const content = parts.filter((part) => part.type !== 'text' || part.text !== '');
    if (content.length > 0) this.#turns.push({ role: 'user', content });
  }

  assistant(text: string): void {
    if (text !== '') this.#assistantContent().push({ type: 'text', text });
  }

  /** `input` is the parsed arguments, or their text where it is no JSON. */
  toolCall(id: string, toolName: string, input: unknown): void {
    this.#toolNames.set(id, toolName);
    this.#assistantContent().push({ type: 'tool-call', toolCallId: safeCallId(id), toolName, input });
  }

  /** False where no call with this id went before. */
  toolResult(id: string, output: ToolOutput): boolean {
    const toolName = this.#toolNames.get(id);
    if (toolName === undefined) return false;
    const last = this.#turns.at(-1);
    const part = { type: 'tool-result' as const, toolCallId: safeCallId(id), toolName, output };
    if (last?.role === 'tool') last.content.push(part);
    else this.#turns.push({ role: 'tool', content: [part] });
    return true;
  }

  /** The prompt. Where nothing but system text was said, its last piece is what the user says: no dialect answers nobody. */
  build(): LanguageModelV4Prompt {
    const system = [...this.#system];
    const turns: LanguageModelV4Message[] = [...this.#turns];
    if (turns.length === 0) {
      const said = system.pop();
      if (said !== undefined) turns.push({ role: 'user', content: [{ type: 'text', text: said }] });
    }
    return [...system.map((content) => ({ role: 'system' as const, content })), ...turns];
  }

  #assistantContent(): Extract<LanguageModelV4Message, { role: 'assistant' }>['content'] {
    const last = this.#turns.at(-1);
    if (last?.role === 'assistant') return last.content;
    const content: Extract<LanguageModelV4Message, { role: 'assistant' }>['content'] = [];
    this.#turns.push({ role: 'assistant', content });
    return content;
  }
}
