import { InvalidArgumentError, type Command } from 'commander';
import type { Console } from './console-client.ts';
import {
  exportEstates,
  importFile,
  type ExportOptions,
  type ImportOptions,
} from './exchange-commands.ts';
import {
  checkBranch,
  listMissingFacts,
  observeFile,
  searchInventory,
  showArchitectureRecord,
  showDepends,
  showInventory,
  showReachable,
  type DependsOptions,
  type ObserveOptions,
  type ReachOptions,
} from './inventory-commands.ts';
import { showMigrationState, type MigrationOptions } from './migration-command.ts';
import type { Outcome } from './outcome.ts';

interface Running {
  /** Runs one and says what became of it. */
  readonly runCommand: (work: (console: Console) => Promise<Outcome>) => Promise<void>;
  /** Of one that needs no console. */
  readonly answer: (outcome: Outcome) => void;
}

function branchName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Give the name of a branch.');
  return text;
}

/** `command` makes one below another. */
export function addInventoryCommands(
  inventory: Command,
  command: (below: Command, name: string, description: string) => Command,
  { runCommand, answer }: Running,
): void {
  command(inventory, 'search', 'everything whose name or facts have these words')
    .argument('<text>', 'e.g. python 3.4')
    .action((text: string) => runCommand((console) => searchInventory(console, text)));
  command(inventory, 'show', 'one thing, with what each source says of it')
    .argument('<component>', 'its key or name, e.g. spqs/star@LIVE')
    .action((called: string) => runCommand((console) => showInventory(console, called)));
  command(inventory, 'depends', 'what it needs, and what needs it, across estates')
    .argument('<component>', 'its key or name, e.g. tis/rabbitmq@production')
    .option('--on', 'only what it depends on')
    .option('--of', 'only what depends on it')
    .action((called: string, options: DependsOptions) =>
      runCommand((console) => showDepends(console, called, options)),
    );
  command(inventory, 'reach', 'whether a firewall rule lets one host reach another')
    .requiredOption('--from <name>', 'a host or an address')
    .requiredOption('--to <name>', 'a host or an address')
    .requiredOption('--port <number>', 'e.g. 1832')
    .action((options: ReachOptions) => runCommand((console) => showReachable(console, options)));
  command(inventory, 'record', 'the technical architecture record of a system')
    .argument('<system>', 'its key or name, e.g. spqs')
    .option('--format <format>', 'md or html', 'md')
    .action((called: string, options: { readonly format: string }) =>
      runCommand((console) => showArchitectureRecord(console, called, options)),
    );
  command(inventory, 'missing', 'what nobody recorded, as a work list')
    .option('--estate <name>', 'only of this one, e.g. spqs')
    .action((options: { readonly estate?: string }) =>
      runCommand((console) => listMissingFacts(console, options)),
    );
  command(inventory, 'export', 'an estate, or all, as a file that can be imported again')
    .option('--format <format>', 'yaml or csv', 'yaml')
    .option('--estate <name>', 'only this one, e.g. spqs')
    .action((options: ExportOptions) => runCommand((console) => exportEstates(console, options)));
  command(inventory, 'import', 'change the inventory as a YAML or CSV file says')
    .argument('<file>', 'as export writes it; its name ends with .yaml or .csv')
    .requiredOption('--reason <text>', 'why, kept in the history')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--remove', 'remove what a whole estate in the file no longer has')
    .option('--confirm <names...>', 'the names of environments; production wants them')
    .action((file: string, options: ImportOptions) =>
      runCommand((console) => importFile(console, file, options)),
    );
  command(inventory, 'observe', 'takes what a file says is there, beside what is declared')
    .argument('<file>', 'what terraform show -json or docker compose config printed')
    .requiredOption('--kind <kind>', 'terraform, compose or generic')
    .requiredOption('--environment <environment>', 'e.g. core@Staging')
    .option('--reason <text>', 'why, kept in the audit')
    .option('--profiles <names...>', 'the profiles that compose was asked for; * is all')
    .option('--covers <names...>', 'what it has all of: types of resources, or kinds')
    .option('--dry-run', 'only show what would come of it')
    .action((file: string, options: ObserveOptions) =>
      runCommand((console) => observeFile(console, file, options)),
    );
  command(inventory, 'migration', 'how far the move from Azure to AWS is, or what a move takes')
    .option('--what-if <name...>', 'what must move with these, what blocks, in which order')
    .action((options: MigrationOptions) =>
      runCommand((console) => showMigrationState(console, options)),
    );
  command(inventory, 'branch-check', 'what becomes of a branch of DoS Integration by its name')
    .argument('<name>', 'e.g. task/DS-123_My_feature_branch', branchName)
    // It needs no console that runs.
    .action((branch: string) => answer(checkBranch(branch)));
}
