/** Past incidents that an open one is like; safe in a browser. */
import type { IncidentView } from '../incidents/model.ts';

/** An incident from before this console that is like an open one, and why. */
export interface SeenBefore {
  /** Of the inventory. */
  readonly key: string;
  readonly name: string;
  /** As sources word them; null: not recorded. */
  readonly when: string | null;
  readonly cause: string | null;
  readonly done: string | null;
  readonly why: {
    /** The name of what fails; null: a person wrote of it, and nothing that is asked takes part. */
    readonly fails: string | null;
    /** What it is called by there, and what is said of it. */
    readonly calledBy: string;
    readonly says: string;
  };
}

export interface IncidentWithSeen extends IncidentView {
  /** The newest first; empty where nothing is like it, or it is resolved. */
  readonly seenBefore: readonly SeenBefore[];
}

/** Why the two are alike, as a sentence. */
export function whySeenWords({ why }: Pick<SeenBefore, 'why'>): string {
  const says = `“${why.says}” is said of it`;
  if (why.fails === null) return `“${why.calledBy}” is written of, and ${says}.`;
  return why.fails.toLowerCase() === why.calledBy.toLowerCase()
    ? `${why.fails} fails, and ${says}.`
    : `${why.fails} fails, which is “${why.calledBy}”, and ${says}.`;
}
