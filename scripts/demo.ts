import { once } from 'node:events';
import { join } from 'node:path';
import { startDemoAgent, type DemoAgent } from './demo/demoAgent.ts';
import { describeFallback, describeTotals, LiveLine, readTotals } from './demo/liveLine.ts';
import { DemoTraffic } from './demo/traffic.ts';

const REFRESH_MS = 500;

function introduction({ proxy, control, config, folder }: DemoAgent): string {
  return `
Understudy is running with three simulated providers; the lead fails one call in four.

  data plane      http://${proxy}/v1        point an OpenAI client here (any key)
  control plane   http://${control}           /docs, /metrics, /api/v1
  configuration   ${config}
  agent's log     ${join(folder, 'agent.log')}

Try it:
  curl -si http://${proxy}/v1/chat/completions -H 'content-type: application/json' \\
    -d '{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}'
  curl -sN http://${control}/api/v1/drills -H 'content-type: application/json' -H 'accept: text/event-stream' \\
    -d '{"model":"claude-sonnet","failure":"rate_limit"}'

  npx understudy status --url http://${control}        # chains, breakers, providers

Press Ctrl-C to stop.
`;
}

async function main(): Promise<void> {
  const live = new LiveLine();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const agent = await startDemoAgent();
  try {
    live.log(introduction(agent));
    await play(agent, live, stop.signal);
  } finally {
    live.end();
    await agent.close({ keep: !stop.signal.aborted });
  }
}

/** Sends requests and shows what comes of them until told to stop, or until the agent ends. */
async function play({ proxy, control, failed }: DemoAgent, live: LiveLine, stop: AbortSignal): Promise<void> {
  const traffic = new DemoTraffic(`http://${proxy}`, (answer) => {
    if (answer.trigger !== null || answer.status !== 200) live.log(describeFallback(answer, new Date()));
  });
  const refresh = setInterval(() => {
    fetch(`http://${control}/metrics`)
      .then(async (response) => live.update(describeTotals(readTotals(await response.text()))))
      .catch((error: unknown) => live.update(`the control plane does not answer: ${String(error)}`));
  }, REFRESH_MS);
  try {
    if (!stop.aborted) await Promise.race([once(stop, 'abort'), failed]);
  } finally {
    clearInterval(refresh);
    traffic.stop();
  }
}

await main();
