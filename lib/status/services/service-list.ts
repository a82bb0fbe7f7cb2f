/** What the list of the services shows, and what it may be asked. Pure. */
import type { AskableCount } from '#lib/inventory/model.ts';
import {
  listSchema,
  manyOf,
  someText,
  type ListShape,
  type Page,
  type RequestOf,
} from '#lib/kernel/list.ts';
import { StatusInput, type ProbeView, type StatusTime } from '../model.ts';

/** How a service is in the list: `off` is off on purpose, whatever it answers. */
export const shownStates = ['down', 'degraded', 'not-known', 'up', 'off'] as const;
export type ShownState = (typeof shownStates)[number];

/** In an address, of the console's own in place of an environment: no environment is called so. */
export const ownProbes = '-';

export const serviceList = {
  filters: {
    text: someText,
    /** The environment; `environment` in an address is that of the console. */
    where: someText,
    state: manyOf(shownStates),
    kind: someText,
  },
  sorts: ['environment', 'name', 'state', 'since'],
  usual: { column: 'environment', direction: 'ascending' },
  pageSize: 50,
  mostAtOnce: 500,
  beside: ['time'],
} as const satisfies ListShape;
export type ServiceListRequest = RequestOf<typeof serviceList>;
export type ServiceSort = ServiceListRequest['sort']['column'];

/** The list, and of which time the bars of its rows are. */
export const ServicesInput = listSchema(serviceList).and(StatusInput);

export interface ServiceFacet {
  readonly value: string;
  readonly count: number;
}

/** Under each filter what it can be, of what the other filters let through. */
export type ServiceFacets = Readonly<Record<'where' | 'state' | 'kind', readonly ServiceFacet[]>>;

export interface DeclaredOnly extends AskableCount {
  /** That of the console. */
  readonly of: string;
}

export interface ServicesView extends Page<ProbeView> {
  readonly time: StatusTime;
  /** ISO 8601, by the time of the database. */
  readonly asOf: string;
  readonly openIncidents: number;
  /** Planned work that is under way or to come. */
  readonly plannedWork: number;
  readonly facets: ServiceFacets;
  /** Of what the inventory has and nobody asks: what is declared, not probed. */
  readonly declared: readonly DeclaredOnly[];
}
