import { Argument, Command } from 'commander';
import type { CommandKit } from '../commandKit.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

const EXAMPLES = `
Examples:
  $ source <(understudy completion bash)
  $ understudy completion zsh > "\${fpath[1]}/_understudy"
  $ understudy completion fish > ~/.config/fish/completions/understudy.fish`;

/** Words that may follow: sub-commands and flags. */
function words(command: Command): string[] {
  const flags = command.options.flatMap(({ long, short }) => [long, short]).filter((flag) => flag !== undefined);
  return [...command.commands.map((sub) => sub.name()), ...flags, '--help'];
}

/** Every command by its path: `''`, `chains`, `chains set`. */
function paths(command: Command, prefix = ''): [string, string[]][] {
  const nested = command.commands.flatMap((sub) => paths(sub, prefix === '' ? sub.name() : `${prefix} ${sub.name()}`));
  return [[prefix, words(command)], ...nested];
}

function cases(program: Command): string {
  return paths(program)
    .map(([path, list]) => `    '${path}') words='${list.join(' ')}' ;;`)
    .join('\n');
}

/** Bash, and zsh through its bash compatibility: the commands typed so far pick the words. */
function bash(program: Command, zsh: boolean): string {
  const head = zsh ? '#compdef understudy\nautoload -U +X bashcompinit && bashcompinit\n' : '';
  return `${head}_understudy() {
  local words='' path='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases(program)}
    *) COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")); return ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _understudy understudy`;
}

function fish(program: Command): string {
  const lines = program.commands.flatMap((command) => [
    `complete -c understudy -n __fish_use_subcommand -f -a ${command.name()} -d '${command.description().replaceAll("'", '')}'`,
    ...command.options.map(
      ({ long, description }) =>
        `complete -c understudy -n '__fish_seen_subcommand_from ${command.name()}' -l ${long?.slice(2) ?? ''} -d '${description.replaceAll("'", '')}'`,
    ),
  ]);
  return lines.join('\n');
}

/** `understudy completion`: a script for the shell, made from the commands themselves. */
export function completionCommand(kit: CommandKit, program: Command): Command {
  return new Command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices([...SHELLS]))
    .addHelpText('after', EXAMPLES)
    .action((shell: (typeof SHELLS)[number]) => {
      kit.terminal.out(shell === 'fish' ? fish(program) : bash(program, shell === 'zsh'));
    });
}
