/** Of the runs of an environment that settled and were no dry runs. */
export interface SettledFigures {
  readonly last: { readonly run: string; readonly number: number; readonly endedAt: string } | null;
  /** How long the newest of them took in milliseconds, by pipeline; newest first, at most 25. */
  readonly durationsMs: Readonly<Record<string, readonly number[]>>;
  /** For how long they left pages of users empty, of the newest 25. */
  readonly emptied: {
    /** The oldest run from which on none has emptied a page; null: there is no such run. */
    readonly noneSince: number | null;
    /** The newest one before whose swap some alias had no index; null: none of them. */
    readonly untilSwapOf: number | null;
    /** The newest one that empties what users read while nobody counts for how long. */
    readonly notCountedOf: number | null;
  };
}
