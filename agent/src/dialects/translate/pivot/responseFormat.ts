import type { JSONSchema7 } from '@ai-sdk/provider';
import type { JsonObject } from '../../../engine/index.ts';
import { objectField, textField } from '../jsonFields.ts';
import type { PivotOptions } from './pivotRequest.ts';
import type { Refusals } from './refusals.ts';
import { withoutUndefined } from './withoutUndefined.ts';

type ResponseFormat = NonNullable<PivotOptions['responseFormat']>;

/** A JSON schema as the pivot takes it. Its content is the client's and is not looked at. */
export function asSchema(schema: JsonObject): JSONSchema7 {
  return schema;
}

/**
 * The wanted shape of the answer. `format` says `text`, `json_object` or `json_schema`; the schema and its name stand in
 * it (responses, messages) or in its `json_schema` (chat). Undefined for text.
 */
export function responseFormat(format: JsonObject | null, refusals: Refusals): ResponseFormat | undefined {
  const type = format === null ? 'text' : (textField(format, 'type') ?? 'text');
  if (format === null || type === 'text') return undefined;
  if (type === 'json_object') return { type: 'json' };
  const described = objectField(format, 'json_schema') ?? format;
  const schema = objectField(described, 'schema');
  if (type !== 'json_schema' || schema === null) {
    refusals.add(`The answer's format "${type}" cannot be translated.`);
    return undefined;
  }
  const about = withoutUndefined({
    name: textField(described, 'name'),
    description: textField(described, 'description'),
  });
  return { type: 'json', schema: asSchema(schema), ...about };
}
