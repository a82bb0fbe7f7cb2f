import type { StatusTime } from '#lib/status/client.ts';

/** The page of a service; in a query, since a name may have any sign of an address. */
export const serviceHref = (id: string, time: StatusTime = '24-hours'): string =>
  `/status/service?${new URLSearchParams({ id, ...(time !== '24-hours' && { time }) })}`;
