import type { LanguageModelV4FunctionTool } from '@ai-sdk/provider';
import type { JsonObject } from '../../../engine/index.ts';
import { asObject, listField, objectField, textField, typeName } from '../jsonFields.ts';
import { functionTool } from '../pivot/functionTool.ts';
import type { PivotOptions } from '../pivot/pivotRequest.ts';
import type { Refusals } from '../pivot/refusals.ts';

/** Tools and the choice among them, as the Messages API says them. */
export function readMessagesTools(body: JsonObject, refusals: Refusals): Partial<PivotOptions> {
  const tools = listField(body, 'tools').flatMap((tool) => readTool(asObject(tool) ?? {}, refusals));
  if (tools.length === 0) return {};
  const choice = objectField(body, 'tool_choice');
  switch (choice?.type) {
    case undefined:
      return { tools };
    case 'auto':
    case 'none':
      return { tools, toolChoice: { type: choice.type } };
    case 'any':
      return { tools, toolChoice: { type: 'required' } };
    case 'tool':
      return { tools, toolChoice: { type: 'tool', toolName: textField(choice, 'name') ?? '' } };
    default:
      refusals.add('"tool_choice" has a value that cannot be translated.');
      return { tools };
  }
}

function readTool(tool: JsonObject, refusals: Refusals): LanguageModelV4FunctionTool[] {
  const name = textField(tool, 'name');
  const hosted = typeof tool.type === 'string' && tool.type !== 'custom';
  if (hosted || name === null) {
    refusals.add(`A tool of type "${typeName(tool)}" cannot be translated; tools of the client can.`);
    return [];
  }
  const description = textField(tool, 'description');
  return [functionTool({ name, description, schema: objectField(tool, 'input_schema'), strict: tool.strict === true })];
}
