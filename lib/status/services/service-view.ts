/** What the page of one service shows, and what it may be asked; safe in a browser. */
import { z } from 'zod';
import type { NeedingOutcome } from '#lib/inventory/model.ts';
import type { IncidentState } from '../incidents/model.ts';
import { StatusInput, type ProbeNow, type ProbeView, type StatusTime } from '../model.ts';

/** Which one, and of which time its bars are. */
export const ServiceInput = StatusInput.extend({ id: z.string().min(1).max(1_000) });

/** An incident that a service took part in. */
export interface ServiceIncident {
  readonly id: number;
  readonly title: string;
  readonly state: IncidentState;
  /** ISO 8601: when the service began to fail. */
  readonly since: string;
  /** ISO 8601; null: it is open. */
  readonly resolvedAt: string | null;
}

export interface LatencyPoint {
  /** ISO 8601: when its five minutes, or its hour, began. */
  readonly at: string;
  /** Null: no answer came. */
  readonly medianMs: number | null;
  readonly percentile95Ms: number | null;
}

export interface ServiceView {
  readonly time: StatusTime;
  /** ISO 8601, by the time of the database. */
  readonly asOf: string;
  readonly probe: ProbeView;
  /** The newest first. */
  readonly incidents: readonly ServiceIncident[];
  readonly latency: {
    readonly by: 'five-minutes' | 'hour';
    /** The oldest first. */
    readonly points: readonly LatencyPoint[];
  };
  /** Other services that are asked: what it needs to work, and what needs it. */
  readonly needs: readonly ProbeNow[];
  readonly neededBy: readonly ProbeNow[];
  /** What the inventory calls what it asks; null: nobody said. */
  readonly component: string | null;
  /** By the inventory, what users do and systems downstream; null: nobody said which component. */
  readonly outcomes: readonly NeedingOutcome[] | null;
}
