/** What a client got, in words that all APIs share. */
export interface Reply {
  readonly text: string;
  readonly calls: readonly { readonly id: string; readonly name: string; readonly input: unknown }[];
  readonly finish: 'stop' | 'length' | 'tool';
  readonly model: string;
  readonly input: number;
  readonly output: number;
}

/** A tool that takes a city. */
export const WEATHER = {
  name: 'get_weather',
  description: 'The weather of a city',
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
};

/** One pixel. */
export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** One thing to ask in any API. */
export interface Question {
  readonly system?: string;
  readonly text: string;
  readonly image?: boolean;
  readonly tools?: boolean;
  readonly schema?: boolean;
  readonly maxTokens?: number;
  readonly stream: boolean;
  /** Calls of the turn before and what they gave: the second half of a round trip. */
  readonly results?: readonly { readonly id: string; readonly name: string; readonly result: string }[];
}

/** An official client of one API. */
export interface ClientDriver {
  ask(question: Question): Promise<Reply>;
}
