import { join } from 'node:path';
import OpenAI from 'openai';
import { createUnderstudy } from 'understudy';

const { UNDERSTUDY_CONFIG = join(import.meta.dirname, '../understudy.yaml') } = process.env;

const understudy = createUnderstudy(UNDERSTUDY_CONFIG);
// The base URL is never called and the key never sent: providers and keys are those of the configuration.
const client = new OpenAI({ fetch: understudy.fetch, baseURL: 'http://understudy/v1', apiKey: 'unused' });
const messages = [{ role: 'user' as const, content: 'Tell me something about theatre.' }];

const { data, response } = await client.chat.completions.create({ model: 'gpt-4o', messages }).withResponse();
process.stdout.write(`${response.headers.get('x-understudy-served-model')}: ${data.choices[0]?.message.content}\n`);

const stream = await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true });
process.stdout.write('streamed: ');
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '');
process.stdout.write('\n');

await understudy.close();
