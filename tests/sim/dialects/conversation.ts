/** A message in words that all dialects share. */
export interface Turn {
  role: 'system' | 'user' | 'assistant' | 'tool';
  text: string;
  images: number;
}

/** What the sim needs to know of a conversation. */
export interface Conversation {
  promptCharacters: number;
  images: number;
  lastUserText: string;
  afterToolResult: boolean;
}

/** Sums up the turns of a conversation. Tool calls and tool results count no characters: dialects write them apart. */
export function sumUp(turns: Turn[]): Conversation {
  const spoken = turns.filter((turn) => turn.role !== 'tool');
  return {
    promptCharacters: spoken.reduce((sum, turn) => sum + turn.text.length, 0),
    images: turns.reduce((sum, turn) => sum + turn.images, 0),
    lastUserText: turns.findLast((turn) => turn.role === 'user')?.text ?? '',
    afterToolResult: turns.at(-1)?.role === 'tool',
  };
}
