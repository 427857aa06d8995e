/** The arguments of an earlier tool call: parsed, `{}` where none were given, the text itself where it is no JSON. */
export function parsedArguments(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A model may have been cut off in the middle of them; the next one still reads what there is.
    return text;
  }
}
