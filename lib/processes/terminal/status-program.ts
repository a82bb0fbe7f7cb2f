import { Option, type Command } from 'commander';
import { incidentStates } from '#lib/status/index.ts';
import type { Console } from './console-client.ts';
import { onlyEnvironment } from './only-environment.ts';
import type { Outcome } from './outcome.ts';
import { listPastIncidents } from './past-incident-commands.ts';
import {
  endMaintenance,
  listIncidents,
  listMaintenance,
  listProbes,
  openIncident,
  planMaintenance,
  showStatus,
  updateIncident,
  type OpenIncidentOptions,
  type PlanMaintenanceOptions,
  type ProbesOptions,
  type StatusOptions,
  type UpdateIncidentOptions,
} from './status-commands.ts';

const byWhen = 'by when in London more is said, such as 2026-11-28T22:00';

/** `command` makes one below another; `runCommand` runs it and says what became of it. */
export function addStatusCommands(
  status: Command,
  command: (below: Command, name: string, description: string) => Command,
  runCommand: (work: (console: Console) => Promise<Outcome>) => Promise<void>,
): void {
  status
    .option('--environment <name>', 'only of this one')
    .action((options: StatusOptions) => runCommand((console) => showStatus(console, options)));
  command(status, 'probes', 'what is asked whether it works, or one of it asked now')
    .option('--environment <name>', 'only of this one; with --run needed where there are several')
    .option('--run <name>', 'ask it now, and say what it finds')
    .action((options: ProbesOptions) => runCommand((console) => listProbes(console, options)));
  command(status, 'incidents', 'what does not work, or did not, the open ones first')
    .option('--environment <name>', 'only of this one')
    .option('--past', 'instead those from before this console, as public sources tell them')
    .action(({ past = false, ...options }: StatusOptions & { readonly past?: boolean }) =>
      runCommand((console) =>
        past ? listPastIncidents(console) : listIncidents(console, options),
      ),
    );
  command(status, 'open-incident', 'open an incident that no probe has found')
    .option('--environment <name>', 'where; needed where there are several')
    .requiredOption('--title <text>', 'what does not work, in a few words')
    .requiredOption('--text <text>', 'what is known so far')
    .option('--next-update <time>', byWhen)
    .action((given: Omit<OpenIncidentOptions, 'environment'> & StatusOptions) =>
      runCommand(async (console) => {
        const environment = given.environment ?? (await onlyEnvironment(console));
        return openIncident(console, { ...given, environment });
      }),
    );
  command(status, 'update', 'say how an incident goes on')
    .argument('<incident>', 'its number')
    .requiredOption('--text <text>', 'what is known now')
    .option('--next-update <time>', byWhen)
    .addOption(
      new Option('--state <state>', 'from now on; left out: as it is').choices(incidentStates),
    )
    .action((incident: string, options: UpdateIncidentOptions) =>
      runCommand((console) => updateIncident(console, incident, options)),
    );
  command(status, 'resolve', 'say that an incident is over')
    .argument('<incident>', 'its number')
    .requiredOption('--text <text>', 'how it was put right')
    .action((incident: string, { text }: UpdateIncidentOptions) =>
      runCommand((console) => updateIncident(console, incident, { text, state: 'resolved' })),
    );
  const maintenance = command(status, 'maintenance', 'planned work, what is under way first')
    .option('--environment <name>', 'only of this one')
    .action((options: StatusOptions) => runCommand((console) => listMaintenance(console, options)));
  command(maintenance, 'plan', 'plan work, while which what fails opens no incident')
    .option('--environment <name>', 'where; needed where there are several')
    .requiredOption('--title <text>', 'what is done, in a few words')
    .requiredOption('--text <text>', 'what people notice of it')
    .requiredOption('--from <time>', 'when it begins in London, such as 2026-11-28T22:00')
    .requiredOption('--to <time>', 'when it ends')
    .option('--of <name>', 'of what; left out: of all of the environment')
    .action((given: Omit<PlanMaintenanceOptions, 'environment'> & StatusOptions) =>
      runCommand(async (console) => {
        const environment = given.environment ?? (await onlyEnvironment(console));
        return planMaintenance(console, { ...given, environment });
      }),
    );
  command(maintenance, 'end', 'call off what has not begun, or end what is under way')
    .argument('<number>', 'its number')
    .action((number: string) => runCommand((console) => endMaintenance(console, number)));
}
