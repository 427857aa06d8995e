import { blankAsk } from '../ask.ts';
import type { Ask, BadAsk } from '../ask.ts';
import type { Route } from '../call.ts';
import { jsonOf, listOf, numberOf, stringOf } from '../json.ts';
import type { Json } from '../json.ts';
import { sumUp } from './conversation.ts';
import type { Turn } from './conversation.ts';

function textOf(content: Json): string {
  return listOf(content.parts)
    .map((part) => stringOf(part.text) ?? '')
    .join('');
}

function turnOf(content: Json): Turn {
  const parts = listOf(content.parts);
  const images = parts.filter((part) => 'inlineData' in part || 'fileData' in part).length;
  const text = textOf(content);
  if (text === '' && parts.some((part) => 'functionResponse' in part)) return { role: 'tool', text, images };
  return { role: content.role === 'model' ? 'assistant' : 'user', text, images };
}

function toolChoiceOf(body: Json): Ask['toolChoice'] {
  const config = jsonOf(jsonOf(body.toolConfig).functionCallingConfig);
  if (config.mode === 'NONE') return 'none';
  if (config.mode !== 'ANY') return 'auto';
  const names: unknown[] = Array.isArray(config.allowedFunctionNames) ? config.allowedFunctionNames : [];
  const [only, ...others] = names;
  return typeof only === 'string' && others.length === 0 ? { name: only } : 'required';
}

function jsonFormat(config: Json): Pick<Ask, 'json'> {
  if (config.responseMimeType !== 'application/json') return {};
  const schema = config.responseJsonSchema ?? config.responseSchema;
  return { json: schema === undefined ? true : jsonOf(schema) };
}

function modelOf(route: Route): string {
  return route.pathModel ?? '';
}

/** Reads a generateContent, streamGenerateContent or countTokens request. */
export function readGenerate(body: Json, route: Route): Ask | BadAsk {
  const contents = listOf(body.contents);
  if (contents.length === 0) {
    return { message: '* GenerateContentRequest.contents: contents is not specified\n', param: 'contents' };
  }
  const config = jsonOf(body.generationConfig);
  const system = textOf(jsonOf(body.systemInstruction ?? body.system_instruction));
  const turns = contents.map(turnOf);
  if (system !== '') turns.unshift({ role: 'system', text: system, images: 0 });
  const maxTokens = numberOf(config.maxOutputTokens);
  return {
    ...blankAsk('google', route.endpoint, modelOf(route)),
    ...sumUp(turns),
    ...jsonFormat(config),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    stream: route.endpoint === 'streamGenerate' && route.query.get('alt') === 'sse',
    includeUsage: true,
    choices: numberOf(config.candidateCount) ?? 1,
    tools: listOf(body.tools)
      .flatMap((tool) => listOf(tool.functionDeclarations))
      .map((tool) => ({
        name: String(tool.name),
        schema: jsonOf(tool.parametersJsonSchema ?? tool.parameters),
      })),
    toolChoice: toolChoiceOf(body),
  };
}

/** Reads an embedContent or batchEmbedContents request. */
export function readEmbed(body: Json, route: Route): Ask | BadAsk {
  const batch = route.endpoint === 'batchEmbedContents';
  const requests = batch ? listOf(body.requests) : [body];
  if (requests.length === 0) {
    return { message: '* BatchEmbedContentsRequest.requests: at least one is required\n', param: 'requests' };
  }
  const inputs = requests.map((request) => textOf(jsonOf(request.content)));
  const dimensions = numberOf(...requests.map((request) => request.outputDimensionality));
  return {
    ...blankAsk('google', route.endpoint, modelOf(route)),
    inputs,
    promptCharacters: inputs.join('').length,
    ...(dimensions === undefined ? {} : { dimensions }),
  };
}
