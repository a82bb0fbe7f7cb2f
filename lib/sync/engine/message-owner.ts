/** Environments may share a broker: whose run a message belongs to, before anybody acts on it. */
import type { Delivery } from '#lib/platform/broker/port.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { runsAmong, type RunOwner } from '../store.ts';
import { readOrigin } from '../wire-headers.ts';

export interface Sorted {
  /** Of runs of this environment, or of none at all. */
  readonly ours: readonly Delivery[];
  /** Of runs of other environments that this database knows and that have ended. */
  readonly ended: readonly Delivery[];
  /**
   * Of another environment, of a run that this database does not know, of another run that goes on,
   * or of a version of a pipeline that this console does not know: somebody else waits for them.
   */
  readonly theirs: readonly Delivery[];
}

type Owner = keyof Sorted;

// A run that goes on, or that is not known, is looked up again after this.
const freshMs = 1_000;
const knownAtMost = 1_000;

export class MessageOwners {
  readonly #sql: Sql;
  readonly #environment: string;
  readonly #runId: string | null;
  readonly #known = new Map<string, { readonly run: RunOwner | null; readonly at: number }>();

  readonly #isKnown: (run: RunOwner) => boolean;

  /**
   * With `runId`, other runs of the environment are somebody else's too until they have ended; so
   * are those of pipelines that `isKnown` refuses.
   */
  constructor(
    sql: Sql,
    environment: string,
    runId: string | null = null,
    isKnown: (run: RunOwner) => boolean = () => true,
  ) {
    this.#sql = sql;
    this.#environment = environment;
    this.#runId = runId;
    this.#isKnown = isKnown;
  }

  async sort(deliveries: readonly Delivery[]): Promise<Sorted> {
    const origins = deliveries.map((delivery) => readOrigin(delivery.headers));
    await this.#lookUp(origins.flatMap(({ runId }) => runId ?? []));
    const sorted: Record<Owner, Delivery[]> = { ours: [], ended: [], theirs: [] };
    for (const [place, delivery] of deliveries.entries()) {
      const { environment = null, runId = null } = origins[place] ?? {};
      sorted[this.#ownerOf(environment, runId)].push(delivery);
    }
    return sorted;
  }

  #ownerOf(environment: string | null, runId: string | null): Owner {
    const isElsewhere = environment !== null && environment !== this.#environment;
    if (runId === null) return isElsewhere ? 'theirs' : 'ours';
    if (runId === this.#runId && !isElsewhere) return 'ours';
    const run = this.#known.get(runId)?.run ?? null;
    if (run === null) return 'theirs';
    if (isElsewhere || run.environment !== this.#environment)
      return run.hasEnded ? 'ended' : 'theirs';
    if (run.hasEnded) return 'ours';
    return this.#runId === null && this.#isKnown(run) ? 'ours' : 'theirs';
  }

  async #lookUp(runIds: readonly string[]): Promise<void> {
    const now = performance.now();
    const wanted = [...new Set(runIds)].filter((id) => {
      if (id === this.#runId) return false;
      const known = this.#known.get(id);
      return known === undefined || (known.run?.hasEnded !== true && now - known.at > freshMs);
    });
    if (wanted.length === 0) return;
    const found = new Map((await runsAmong(this.#sql, wanted)).map((run) => [run.id, run]));
    if (this.#known.size > knownAtMost) this.#known.clear();
    for (const id of wanted) this.#known.set(id, { run: found.get(id) ?? null, at: now });
  }
}
