import express, { type Express } from 'express';
import { UnderstudyError, type Understudy } from 'understudy';

/** An application with a route of its own, the OpenAI-compatible API under /v1, and metrics. */
export function createApp(understudy: Understudy): Express {
  const app = express();
  app.use(understudy.expressMiddleware());

  app.post('/ask', express.json(), async (request, response) => {
    const { question } = request.body as { question: string };
    const messages = [{ role: 'user', content: question }];
    try {
      const answer = await understudy.callWithFallback('gpt-4o', { messages }, { timeoutMs: 20_000 });
      const { servedModel, usedFallback } = answer;
      response.json({ text: answer.response.choices[0]?.message.content, servedModel, usedFallback });
    } catch (error) {
      if (!(error instanceof UnderstudyError)) throw error;
      response.status(error.status).json({ error: error.message });
    }
  });

  app.get('/status', (_request, response) => void response.json(understudy.status()));
  app.get('/metrics', async (_request, response) => {
    response.type(understudy.registry.contentType).send(await understudy.metrics());
  });
  return app;
}
