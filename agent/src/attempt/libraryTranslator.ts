import type { ProviderAccount } from '../dialects/index.ts';
import {
  API_ADAPTERS,
  embeddingModel,
  languageModel,
  readAnswer,
  readEmbeddings,
  saysSomething,
  textOfAnswer,
  translatedRequest,
  wholeAnswerFault,
  writeEmbeddings,
  type TextApi,
  type TranslatedRequest,
} from '../dialects/translate/index.ts';
import type { Call, CallOutcome, EngineRequest, JsonObject, JsonValue, Step } from '../engine/index.ts';
import { failure } from './failures.ts';
import { openTranslatedStream } from './openTranslatedStream.ts';
import { TranslatedCall } from './translatedCall.ts';
import type { Translator, TranslatorTransport } from './translator.ts';

/** Translates with the provider packages of the AI SDK (docs/decisions: translation library). */
export class LibraryTranslator implements Translator {
  unsupported(request: EngineRequest, step: Step): string | null {
    const read =
      request.api === 'embeddings' ? readEmbeddings(request.json, step) : translatedRequest(request.api, request, step);
    return read.kind === 'refused' ? read.reason : null;
  }

  async call(call: Call, account: ProviderAccount, transport: TranslatorTransport): Promise<CallOutcome> {
    const translated = new TranslatedCall(call, account, transport);
    const { request, step } = call;
    if (request.api === 'embeddings') return embed(translated);
    const fitted = translatedRequest(request.api, request, step);
    if (fitted.kind === 'refused') return translated.unsupported(fitted.reason);
    return request.stream
      ? openTranslatedStream(translated, request.api, fitted)
      : generate(translated, request.api, fitted);
  }
}

async function generate(
  translated: TranslatedCall,
  api: TextApi,
  { options, request }: TranslatedRequest,
): Promise<CallOutcome> {
  const { call, account, transport, recorder } = translated;
  try {
    const result = await languageModel(call.step, account, recorder.fetch).doGenerate(options);
    const answer = readAnswer(result, request.singleToolCall);
    const fault = wholeAnswerFault(answer);
    if (fault !== null) {
      // The library reads Gemini's answers leniently: an error object in a 200 passes as an empty answer.
      const said = objectWithError(result.response?.body);
      return said === null ? translated.faulty(fault, answer.usage) : translated.reported(said);
    }
    const model = result.response?.modelId ?? null;
    const body = API_ADAPTERS[api].write(answer, translated.frame(model));
    const said = { words: () => ({ model, finishReasons: [answer.finish] }) };
    return {
      kind: 'answer',
      answer: translated.answer(body, answer.usage, () => textOfAnswer(answer), said),
      firstContentAt: transport.clock.now(),
    };
  } catch (error) {
    return translated.thrown(error);
  } finally {
    transport.timers.stop();
  }
}

function objectWithError(body: unknown): JsonObject | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  return saysSomething(body.error as JsonValue) ? (body as JsonObject) : null;
}

async function embed(translated: TranslatedCall): Promise<CallOutcome> {
  const { call, account, transport, recorder } = translated;
  const read = readEmbeddings(call.request.json, call.step);
  if (read.kind === 'refused') return translated.unsupported(read.reason);
  try {
    const { values, dimensions } = read;
    const wanted = dimensions === null ? {} : { dimensions };
    const { embeddings } = await embeddingModel(call.step, account, recorder.fetch).doEmbed({ values, ...wanted });
    if (embeddings.length !== values.length) {
      return failure('invalid_response', 'the provider answered with too few vectors');
    }
    const body = writeEmbeddings(embeddings, read, call.step.upstreamModel);
    return { kind: 'answer', answer: translated.answer(body, null, () => ''), firstContentAt: transport.clock.now() };
  } catch (error) {
    return translated.thrown(error);
  } finally {
    transport.timers.stop();
  }
}
