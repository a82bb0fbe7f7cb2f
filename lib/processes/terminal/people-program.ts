import type { Command } from 'commander';
import type { Console } from './console-client.ts';
import type { Outcome } from './outcome.ts';
import {
  addPersonCommand,
  changeRoleCommand,
  disablePersonCommand,
  enablePersonCommand,
  listPeopleCommand,
  resetPersonCommand,
} from './people-commands.ts';

/** `command` makes one below another; `runCommand` runs it and says what became of it. */
export function addPeopleCommands(
  people: Command,
  command: (below: Command, name: string, description: string) => Command,
  runCommand: (work: (console: Console) => Promise<Outcome>) => Promise<void>,
): void {
  command(people, 'add', 'a local account; prints its password once')
    .argument('<email>')
    .requiredOption('--role <role>', 'viewer, support, operator or admin')
    .option('--name <name>', 'how to show them')
    .action((email: string, options: { readonly role: string; readonly name?: string }) =>
      runCommand((console) => addPersonCommand(console, email, options)),
    );
  command(people, 'role', 'another role; signs the person out')
    .argument('<email>')
    .requiredOption('--role <role>', 'viewer, support, operator or admin')
    .action((email: string, options: { readonly role: string }) =>
      runCommand((console) => changeRoleCommand(console, email, options)),
    );
  command(people, 'disable', 'no more sign-in; what the person did stays under their name')
    .alias('remove')
    .argument('<email>')
    .action((email: string) => runCommand((console) => disablePersonCommand(console, email)));
  command(people, 'enable', 'sign-in again')
    .argument('<email>')
    .action((email: string) => runCommand((console) => enablePersonCommand(console, email)));
  command(people, 'reset', 'a new password, printed once; signs the person out')
    .argument('<email>')
    .action((email: string) => runCommand((console) => resetPersonCommand(console, email)));
  command(people, 'list', 'everyone').action(() => runCommand(listPeopleCommand));
}
