import type { PastIncidentView } from '#lib/inventory/client.ts';

/** The page of a past incident: its key in the inventory, part by part. */
export const pastHref = (key: string): string =>
  `/status/incidents/past/${key.split('/').map(encodeURIComponent).join('/')}`;

const textsOf = ({ name, facts, of }: PastIncidentView): readonly string[] => [
  name,
  ...Object.values(facts).flatMap(({ value }) => value ?? []),
  ...of.map((one) => one.name),
];

export interface PastFilter {
  /** Words that all must be in it; empty: any. */
  readonly text: string;
  /** What it happened to, by name; empty: anything. */
  readonly of: string;
}

/** Those that a filter leaves, in the order in which they come. */
export function filterPast(
  incidents: readonly PastIncidentView[],
  { text, of }: PastFilter,
): readonly PastIncidentView[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return incidents.filter((incident) => {
    const whole = textsOf(incident).join(' ').toLowerCase();
    const isOfIt = of === '' || incident.of.some(({ name }) => name === of);
    return isOfIt && words.every((word) => whole.includes(word));
  });
}

/** What any of them happened to, each name once, in their order. */
export const pastThings = (incidents: readonly PastIncidentView[]): readonly string[] =>
  [...new Set(incidents.flatMap(({ of }) => of.map(({ name }) => name)))].sort((a, b) =>
    a.localeCompare(b, 'en-GB'),
  );
