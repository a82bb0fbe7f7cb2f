import type { Notice, Severity } from '#lib/notify/model.ts';

interface ToldIncident {
  readonly environment: string;
  readonly id: number;
  readonly title: string;
}

/** What it is known by from its beginning to its end. */
export const keyOfIncident = (id: number): string => `incident ${id}`;

/**
 * Of an incident that opened, got worse or is over; of what fails with it there is none, so that an
 * outage is told once.
 */
export const noticeOfIncident = (
  { environment, id, title }: ToldIncident,
  told: { readonly severity: Severity; readonly isResolved: boolean; readonly text: string },
): Notice => ({
  event: 'incident',
  environment,
  title,
  path: `/status/incidents/${id}`,
  key: keyOfIncident(id),
  ...told,
});

/** What ends is as bad as it was: who was told of it is told of its end. */
export const noticeOfEnd = (incident: ToldIncident, text: string): Notice =>
  noticeOfIncident(incident, { severity: 'info', isResolved: true, text });
