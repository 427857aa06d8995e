import { describe, expect, it } from '@jest/globals';
import { ReplyRecorder } from './replyRecorder.ts';

function recorderOf(contentType: string, stream: boolean): ReplyRecorder {
  const response = new Response('the body', { status: 200, headers: { 'content-type': contentType } });
  return new ReplyRecorder({ fetch: async () => response, anonymous: false, added: {}, stream });
}

describe('an answer with status 200', () => {
  it.each(['application/json', 'text/html; charset=UTF-8', 'application/problem+json'])(
    'is kept as failed where a stream was asked for and %s came',
    async (contentType) => {
      const recorder = recorderOf(contentType, true);

      const handed = await recorder.fetch('http://provider');

      expect(recorder.failed).toMatchObject({ status: 200, body: 'the body' });
      expect(await handed.text()).toBe('the body');
    },
  );

  it.each([
    ['text/event-stream', true],
    ['application/json', false],
  ])('is handed on where it is %s and a stream was asked for: %s', async (contentType, stream) => {
    const recorder = recorderOf(contentType, stream);

    await recorder.fetch('http://provider');

    expect(recorder.failed).toBeNull();
  });
});
