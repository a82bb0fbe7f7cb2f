import { Command, CommanderError } from 'commander';
import { printableJson, printableLines } from '#lib/kernel/free-text.ts';
import { FaultError, type Fault } from '#lib/kernel/result.ts';
import { ownVariables } from '#lib/platform/env.ts';
import { readEnv } from './configuration/env.ts';
import { connectConsole, type Console } from './terminal/console-client.ts';
import {
  adoptForeignIndex,
  noteAboutGeneration,
  checkIndexes,
  listGenerations,
  repairIndexAliases,
  showSeen,
  retireIndex,
  rollBackReaders,
  type ChangeOptions,
  type NoteOptions,
  type RepairOptions,
  type SeenOptions,
  type RollBackOptions,
} from './terminal/index-commands.ts';
import { compareIndexes, type CompareOptions } from './terminal/compare-command.ts';
import {
  acceptIndexAlias,
  editContractText,
  removeIndexAlias,
  resetContractText,
  showContractText,
  type ContractOptions,
} from './terminal/contract-commands.ts';
import { addInventoryCommands } from './terminal/inventory-program.ts';
import { changingLine, followOn, type ChangingLine, type Follower } from './terminal/follow.ts';
import { exit, exitOfFault, type Outcome } from './terminal/outcome.ts';
import { listRoutesCommand, testRouteCommand } from './terminal/notify-commands.ts';
import { onlyEnvironment } from './terminal/only-environment.ts';
import { addPeopleCommands } from './terminal/people-program.ts';
import { refusalInWords } from './terminal/refusal.ts';
import { addStatusCommands } from './terminal/status-program.ts';
import {
  cancelSync,
  listSyncs,
  showSync,
  startSync,
  type CancelOptions,
  type EnvironmentOption,
  type ListOptions,
  type StartOptions,
} from './terminal/sync-commands.ts';

const print = (text: string): boolean => process.stdout.write(`${printableLines(text)}\n`);
const complain = (text: string): boolean => process.stderr.write(`${printableLines(text)}\n`);

const isJson = process.argv.includes('--json');

/** With `--json` whatever goes wrong is one value too. */
function refuseWith(code: number, fault: Fault): void {
  const { kind, says, detail } = fault;
  if (isJson) print(printableJson({ kind, says, ...detail }));
  else complain(refusalInWords(fault));
  process.exitCode = code;
}

function answer(outcome: Outcome): void {
  // No text of the inventory has a sign that a terminal would obey.
  if (outcome.isFile === true && !isJson) process.stdout.write(outcome.says);
  else print(isJson ? printableJson(outcome.json) : outcome.says);
  process.exitCode = outcome.exitCode;
}

/** Runs a command: one JSON value and nothing else on stdout, or words. */
async function runCommand(work: (console: Console) => Promise<Outcome>): Promise<void> {
  const reading = readEnv(ownVariables());
  if (!reading.ok) {
    refuseWith(exit.usageError, { kind: 'invalid', says: reading.says.join('\n') });
    return;
  }
  try {
    answer(await work(await connectConsole(reading.env, isJson)));
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    refuseWith(exitOfFault(error.fault), error.fault);
  }
}

type Given<Options extends { readonly environment: string }> = Omit<Options, 'environment'> &
  EnvironmentOption;

/** In the environment that was named, or the only one there is. */
function runThere<G extends EnvironmentOption>(
  given: G,
  work: (console: Console, options: G & { readonly environment: string }) => Promise<Outcome>,
): Promise<void> {
  return runCommand(async (console) => {
    const environment = given.environment ?? (await onlyEnvironment(console));
    return work(console, { ...given, environment });
  });
}

/** Ctrl-C ends the waiting and not the run. */
function follower(): Follower {
  const shown = followOn(process.stderr, printableLines);
  return {
    ...shown,
    started(run, address) {
      shown.started(run, address);
      process.once('SIGINT', () => {
        shown.ended();
        refuseWith(exit.interrupted, {
          kind: 'unavailable',
          says:
            `Run ${run.number} goes on without this terminal. See it with sync show ${run.run}, ` +
            `stop it with sync cancel ${run.run}.`,
          detail: { run: run.run, url: `${address}/sync/${run.run}` },
        });
        process.exit();
      });
    },
  };
}

/** A line that follows what goes on, and a signal with which Ctrl-C ends it. */
function untilInterrupted(says: string): readonly [ChangingLine, AbortSignal] {
  const line = changingLine(process.stderr, printableLines);
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
    line.close();
    refuseWith(exit.interrupted, { kind: 'unavailable', says });
    process.exit();
  });
  return [line, stop.signal];
}

function program(): Command {
  const root = new Command('console')
    .description('The console from a terminal; it talks to the running one.')
    .option('--json', 'print one JSON value and nothing else')
    // With `--json` it is said in the one value that is printed.
    .configureOutput({
      outputError: (text) => isJson || process.stderr.write(printableLines(text)),
    })
    .exitOverride();
  const command = (parent: Command, name: string, says: string): Command =>
    parent
      .command(name)
      .description(says)
      .option('--json', 'print one JSON value and nothing else')
      .exitOverride();

  const sync = root.command('sync').description('start and follow a sync').exitOverride();
  command(sync, 'start', 'start a sync; with --wait, follow it to its end')
    .requiredOption('--environment <name>', 'where, e.g. local')
    .requiredOption('--pipeline <name>', 'what, e.g. documented')
    .option('--reason <text>', 'why; production wants one')
    .option('--confirm <environment>', 'its name once more; production wants it')
    .option('--acknowledge <words>', '“synthetic people”, to have production read made-up ones')
    .option('--dry-run', 'stop before the swap')
    .option('--wait', 'answer when the run has ended')
    .action((options: StartOptions) =>
      runCommand((console) => startSync(console, options, follower())),
    );
  command(sync, 'show', 'one run; without a name, the newest')
    .argument('[run]', 'e.g. local-12, or 12 of that environment')
    .option('--environment <name>', 'of which; needed where there are several')
    .action((run: string | undefined, options: EnvironmentOption) =>
      runCommand((console) => showSync(console, run, options)),
    );
  command(sync, 'list', 'runs, newest first')
    .option('--environment <name>', 'where; needed where there are several')
    .option('--state <state>', 'only those in this state')
    .option('--limit <count>', 'at most so many', '25')
    .action((options: ListOptions) => runCommand((console) => listSyncs(console, options)));
  command(sync, 'cancel', 'stop a run before its swap')
    .argument('<run>', 'e.g. local-12; 12 where there is one environment')
    .requiredOption('--reason <text>', 'why')
    .option('--confirm <environment>', 'the name of the environment; production wants it')
    .action((run: string, options: CancelOptions) =>
      runCommand((console) => cancelSync(console, run, options)),
    );

  const indexes = root.command('indexes').description('what readers see').exitOverride();
  command(indexes, 'check', 'every alias against the contract')
    .option('--environment <name>', 'where; needed where there are several')
    .action((given: EnvironmentOption) =>
      runThere(given, (console, { environment }) => checkIndexes(console, environment)),
    );
  command(indexes, 'generations', 'every generation of our indexes')
    .option('--environment <name>', 'where; needed where there are several')
    .action((given: EnvironmentOption) =>
      runThere(given, (console, { environment }) => listGenerations(console, environment)),
    );

  command(indexes, 'compare', 'two generations of one index, document by document and by field')
    .argument('<a>', 'a run (local-12, or 12), or one index')
    .argument('<b>', 'the one that it is compared with')
    .option('--environment <name>', 'of which; needed where there are several')
    .option('--index <name>', 'of which index, where both are runs, e.g. masterdoctorindex')
    .action((a: string, b: string, options: CompareOptions) =>
      runCommand((console) =>
        compareIndexes(
          console,
          [a, b],
          options,
          ...untilInterrupted('The comparison was stopped.'),
        ),
      ),
    );
  command(indexes, 'seen', 'the lists of a designated body, as its users see them')
    .option('--environment <name>', 'where; needed where there are several')
    .requiredOption('--body <code>', 'the designated body, e.g. 1-1RSSQ05')
    .action((given: Given<SeenOptions>) => runThere(given, showSeen));
  command(indexes, 'repair', 'put aliases right, all that differ or one')
    .option('--environment <name>', 'where; needed where there are several')
    .option('--alias <name>', 'this one alone')
    .option('--reason <text>', 'why, kept in the audit log', '')
    .option('--confirm <name>', 'the name of the environment; production wants it')
    .option('--dry-run', 'show what would be done, and do nothing')
    .action((given: Given<RepairOptions>) => runThere(given, repairIndexAliases));

  const changing = (name: string, says: string): Command =>
    command(indexes, name, says)
      .option('--environment <name>', 'where; needed where there are several')
      .option('--reason <text>', 'why, kept in the audit log', '')
      .option('--confirm <name>', 'the name of the environment; production wants it');
  changing('rollback', 'move all readers back to a kept generation')
    .requiredOption('--to <generation>', 'a run (local-12, or 12), or one index')
    .option('--dry-run', 'show what users would get and lose, and do nothing')
    .action((given: Given<RollBackOptions>) => runThere(given, rollBackReaders));
  changing('retire', 'drop a generation that nobody reads; it cannot be brought back')
    .argument('<generation>', 'a run (local-12, or 12), or one index')
    .action((generation: string, given: Given<ChangeOptions>) =>
      runThere(given, (console, options) => retireIndex(console, generation, options)),
    );
  command(indexes, 'note', 'write a note about a generation, for others to read')
    .argument('<generation>', 'a run (local-12, or 12), or one index')
    .option('--environment <name>', 'where; needed where there are several')
    .requiredOption('--text <text>', 'the note, at most 500 characters')
    .action((generation: string, given: Given<NoteOptions>) =>
      runThere(given, (console, options) => noteAboutGeneration(console, generation, options)),
    );
  changing('adopt', 'take an index that no run has made among the generations')
    .argument('<index>')
    .option('--base <name>', 'the family whose generation it is')
    .action((index: string, given: Given<ChangeOptions & { readonly base?: string }>) =>
      runThere(given, (console, options) => adoptForeignIndex(console, index, options)),
    );

  changing('accept', 'name an alias that is outside the contract in it, as it is; for admins')
    .argument('<alias>')
    .option('--dry-run', 'show what the contract would say, and change nothing')
    .action((alias: string, given: Given<ContractOptions>) =>
      runThere(given, (console, options) => acceptIndexAlias(console, alias, options)),
    );
  changing('remove', 'remove an alias that is outside the contract')
    .argument('<alias>')
    .option('--dry-run', 'show what would be removed, and do nothing')
    .action((alias: string, given: Given<ContractOptions>) =>
      runThere(given, (console, options) => removeIndexAlias(console, alias, options)),
    );

  const contract = indexes
    .command('contract')
    .description('the aliases that must exist')
    .exitOverride();
  const onContract = (name: string, says: string): Command =>
    command(contract, name, says).option(
      '--environment <name>',
      'where; needed where there are several',
    );
  const changingContract = (name: string, says: string): Command =>
    onContract(name, says)
      .option('--reason <text>', 'why, kept in the audit log', '')
      .option('--confirm <name>', 'the name of the environment; production wants it')
      .option('--dry-run', 'show what would change, and change nothing');
  onContract('show', 'the contract in force, as text to edit').action((given: EnvironmentOption) =>
    runThere(given, (console, { environment }) => showContractText(console, environment)),
  );
  changingContract('edit', 'save an edited text as the contract; moves no alias')
    .argument('<file>', 'as contract show prints it; - reads from the standard input')
    .action((file: string, given: Given<ContractOptions>) =>
      runThere(given, (console, options) => editContractText(console, file, options)),
    );
  changingContract('reset', 'go back to the pipeline’s own contract; moves no alias').action(
    (given: Given<ContractOptions>) => runThere(given, resetContractText),
  );

  addInventoryCommands(
    root.command('inventory').description('what exists in the estates').exitOverride(),
    command,
    { runCommand, answer },
  );

  addStatusCommands(
    command(root, 'status', 'whether the services that environments need answer'),
    command,
    runCommand,
  );

  const notify = root.command('notify').description('who is told of what').exitOverride();
  command(notify, 'list', 'the routes, and whether what there is to tell arrives').action(() =>
    runCommand(listRoutesCommand),
  );
  command(notify, 'test', 'sends a test along a route')
    .argument('<route>')
    .action((route: string) => runCommand((console) => testRouteCommand(console, route)));

  addPeopleCommands(
    root.command('people').description('who may sign in').exitOverride(),
    command,
    runCommand,
  );
  return root;
}

async function main(): Promise<void> {
  try {
    await program().parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end with 0; everything else that commander refuses is a usage error, and it
    // has complained itself.
    process.exitCode = error.exitCode === 0 ? exit.done : exit.usageError;
    if (!isJson || error.exitCode === 0) return;
    const says = error.code === 'commander.help' ? 'Name a command.' : error.message;
    print(printableJson({ kind: 'invalid', says: says.replace(/^error: /, '') }));
  }
}

// Whoever reads only the first lines has read enough.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

main().catch((error: unknown) => {
  const says = error instanceof Error ? error.message : String(error);
  refuseWith(exit.failed, { kind: 'unavailable', says });
});
