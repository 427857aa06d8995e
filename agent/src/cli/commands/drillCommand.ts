import { DRILL_FAILURES, drillEventSchema, runDrill, type Drill, type DrillEvent } from '@understudy/contract';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ApiFailure } from '../api/apiFailure.ts';
import { readEvents } from '../api/readEvents.ts';
import { clientOf, EXIT_FAILED, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { renderDrillEvent, renderDrillEnd } from '../render/renderDrill.ts';

interface DrillOptions extends RemoteOptions {
  readonly failure: string;
  readonly failSteps: number;
  readonly stream?: boolean;
  readonly message?: string;
}

const EXAMPLES = `
Examples:
  $ understudy drill gpt-4o                                   # what if gpt-4o answers 429?
  $ understudy drill gpt-4o --failure timeout --fail-steps 2  # and its first fallback times out as well
  $ understudy drill gpt-4o --failure cut_stream --stream

The first steps are made to fail, nobody is called for them; the others are really called, with the retries and waits of the
policy. Production metrics, breakers and statistics are not touched. Exits 0 if the chain answered, 1 if not. Ctrl-C stops it.`;

function steps(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 51) return value;
  throw new InvalidArgumentError('write a number from 1 to 51');
}

/** Follows the drill; answers its end. */
async function follow(response: Response, onEvent: (event: DrillEvent) => void): Promise<Drill> {
  for await (const data of readEvents(response)) {
    const event = drillEventSchema.parse(JSON.parse(data));
    onEvent(event);
    if (event.type === 'answer' || event.type === 'exhausted') return event.drill;
  }
  throw new ApiFailure(0, 'the connection to the agent broke before the drill was over');
}

/** `understudy drill`. */
export function drillCommand(kit: CommandKit): Command {
  return remoteCommand('drill', 'prove a chain: make its first steps fail and watch what happens')
    .argument('<model>', 'the model whose chain is drilled')
    .addOption(
      new Option('--failure <kind>', 'how the first steps fail').choices([...DRILL_FAILURES]).default('rate_limit'),
    )
    .option('--fail-steps <n>', 'how many steps from the primary on fail', steps, 1)
    .option('--stream', 'ask for a stream')
    .option('--message <text>', 'what is asked')
    .addHelpText('after', EXAMPLES)
    .action((model: string, options: DrillOptions) =>
      told(kit, options.json, async () => {
        const { failure, failSteps, stream = false, message } = options;
        const body = { model, failure, failSteps, stream, ...(message === undefined ? {} : { message }) };
        const response = await clientOf(options, kit).send(runDrill, { body }, 'text/event-stream');
        const drill = await follow(response, (event) => {
          const line = options.json === true ? JSON.stringify(event) : renderDrillEvent(event);
          if (line !== null) kit.terminal.out(line);
        });
        if (options.json !== true) kit.terminal.out(renderDrillEnd(drill));
        kit.terminal.exitCode(drill.outcome === 'answered' ? 0 : EXIT_FAILED);
      }),
    );
}
