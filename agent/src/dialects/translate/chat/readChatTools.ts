import type { LanguageModelV4FunctionTool, LanguageModelV4ToolChoice } from '@ai-sdk/provider';
import type { JsonObject } from '../../../engine/index.ts';
import { asObject, listField, objectField, textField, typeName } from '../jsonFields.ts';
import type { PivotOptions } from '../pivot/pivotRequest.ts';
import { functionTool } from '../pivot/functionTool.ts';
import type { Refusals } from '../pivot/refusals.ts';

/** Tools and the choice among them, as chat completions and responses say them: these differ in one wrapping. */
export function readChatTools(body: JsonObject, refusals: Refusals): Partial<PivotOptions> {
  const tools = listField(body, 'tools').flatMap((tool) => readTool(asObject(tool) ?? {}, refusals));
  if (tools.length === 0) return {};
  const choice = body.tool_choice;
  if (typeof choice === 'string') return { tools, ...wordedChoice(choice, refusals) };
  const named = asObject(choice);
  return named === null ? { tools } : chosen(named, tools, refusals);
}

function readTool(tool: JsonObject, refusals: Refusals): LanguageModelV4FunctionTool[] {
  const described = objectField(tool, 'function') ?? tool;
  const name = textField(described, 'name');
  if (tool.type !== 'function' || name === null) {
    refusals.add(`A tool of type "${typeName(tool)}" cannot be translated; functions can.`);
    return [];
  }
  return [
    functionTool({
      name,
      description: textField(described, 'description'),
      schema: objectField(described, 'parameters'),
      strict: described.strict === true,
    }),
  ];
}

function wordedChoice(choice: string, refusals: Refusals): { toolChoice?: LanguageModelV4ToolChoice } {
  if (choice === 'auto' || choice === 'none' || choice === 'required') return { toolChoice: { type: choice } };
  refusals.add('"tool_choice" has a value that cannot be translated.');
  return {};
}

function chosen(
  choice: JsonObject,
  tools: LanguageModelV4FunctionTool[],
  refusals: Refusals,
): Pick<PivotOptions, 'tools' | 'toolChoice'> {
  if (choice.type === 'allowed_tools') return allowed(objectField(choice, 'allowed_tools') ?? choice, tools, refusals);
  const toolName = textField(objectField(choice, 'function') ?? choice, 'name');
  if (choice.type === 'function' && toolName !== null) return { tools, toolChoice: { type: 'tool', toolName } };
  refusals.add('"tool_choice" has a value that cannot be translated.');
  return { tools };
}

/** Only some of the tools may be called: the others are not even offered. */
function allowed(
  list: JsonObject,
  tools: LanguageModelV4FunctionTool[],
  refusals: Refusals,
): Pick<PivotOptions, 'tools' | 'toolChoice'> {
  const names = listField(list, 'tools').map((tool) => {
    const described = asObject(tool) ?? {};
    return textField(objectField(described, 'function') ?? described, 'name');
  });
  const offered = tools.filter((tool) => names.includes(tool.name));
  return { tools: offered, ...wordedChoice(textField(list, 'mode') ?? 'auto', refusals) };
}
