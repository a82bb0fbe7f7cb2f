import { whenOf, type PastIncidentView } from '#lib/inventory/index.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Console } from './console-client.ts';
import { exit, type Outcome } from './outcome.ts';

const factOf = ({ facts }: PastIncidentView, attribute: string): string => {
  const { value = null } = facts[attribute] ?? {};
  return value === null ? 'not recorded' : [value].flat().join(', ');
};

const linesOf = (incident: PastIncidentView): string =>
  [
    `${(whenOf(incident) ?? 'not recorded').padEnd(15)}  ${incident.name}  (${incident.key})`,
    `    users saw: ${factOf(incident, 'effect')}`,
    `    cause: ${factOf(incident, 'cause')}`,
    `    done: ${factOf(incident, 'done')}`,
    `    source: ${incident.source.title}`,
  ].join('\n');

/** Those of before this console, as public sources tell them, the newest first. */
export async function listPastIncidents(console: Console): Promise<Outcome> {
  const all = await console.get<readonly PastIncidentView[]>('/api/inventory/past-incidents');
  return {
    json: all,
    says:
      all.length === 0
        ? 'No past incident is recorded in the inventory.'
        : [
            `${count(all.length)} from before this console, told by public sources:`,
            ...all.map(linesOf),
          ].join('\n'),
    exitCode: exit.done,
  };
}
