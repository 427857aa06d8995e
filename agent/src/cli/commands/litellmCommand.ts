import { Command } from 'commander';
import type { CommandKit } from '../commandKit.ts';
import { litellmImportCommand } from './litellmImportCommand.ts';
import {
  litellmBackupsCommand,
  litellmDiffCommand,
  litellmRenderCommand,
  litellmStatusCommand,
} from './litellmReads.ts';
import { litellmApplyCommand, litellmRollbackCommand } from './litellmWrites.ts';

const EXAMPLES = `
Examples:
  $ understudy litellm render -f understudy.yaml          # LiteLLM's file of a document, without an agent
  $ understudy litellm import litellm-config.yaml         # what Understudy would take over from a file
  $ understudy litellm diff                               # what an apply would change in the agent's file
  $ understudy litellm apply                              # write it, reload the proxy, prove the changed chains
  $ understudy litellm rollback                           # put the newest other backup back

The agent's file, proxy and reload hook are flags of start (--litellm-config and others); see docs/litellm.md.`;

/** `understudy litellm …`. */
export function litellmCommand(kit: CommandKit): Command {
  const commands = [
    litellmRenderCommand,
    litellmDiffCommand,
    litellmApplyCommand,
    litellmBackupsCommand,
    litellmRollbackCommand,
    litellmStatusCommand,
    litellmImportCommand,
  ];
  const command = new Command('litellm')
    .description("LiteLLM's configuration file: write it from the document, prove it, take it back")
    .addHelpText('after', EXAMPLES);
  for (const make of commands) command.addCommand(make(kit));
  return command;
}
