/** What an import says is there: the words of readers, rules and pages. Pure. */

/** Where an import comes from; `docs/inventory.md` says what each has to be. */
export const importKinds = ['terraform', 'compose', 'generic'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a plan is going to do with something. */
export const plannedActions = ['create', 'update', 'replace', 'delete'] as const;
export type PlannedAction = (typeof plannedActions)[number];

export type ObservedValue = string | readonly string[];

/** One thing that an import has, with harmless values of it alone. */
export interface ObservedThing {
  /** Its own in the import: module, address and index. */
  readonly address: string;
  /** The address that a moved block gives up; null: it was not moved. */
  readonly previousAddress: string | null;
  /** `aws_db_instance`, `service`, or a kind of component in the generic form. */
  readonly type: string;
  readonly name: string;
  /** What else it is called, for the rules that look for a component. */
  readonly names: readonly string[];
  readonly hosts: readonly string[];
  /** What its code calls it, and the module that it is in. */
  readonly labels: readonly string[];
  /** `rabbitmq` of `registry.example/rabbitmq:3.8`. */
  readonly image: string | null;
  readonly planned: PlannedAction | null;
  /** Of a container: it runs only with one of these. */
  readonly profiles: readonly string[];
  /** By the names of the inventory. */
  readonly attributes: Readonly<Record<string, ObservedValue>>;
}

/** A sentence about a place of the file: a line, an address, or none. */
export interface Told {
  readonly place: string | null;
  readonly says: string;
}

export interface Observation {
  readonly kind: ImportKind;
  /** `Terraform plan, format 1.2`. */
  readonly format: string;
  /** ISO 8601, where the file says when it looked. */
  readonly observedAt: string | null;
  /** The kinds of components of which it says all that there are: only those can be missing. */
  readonly covers: readonly string[];
  /** Something of the environment is left out: nothing can be missing. */
  readonly isPartial: boolean;
  readonly things: readonly ObservedThing[];
  /** What was left out, hidden or cannot be relied upon. */
  readonly told: readonly Told[];
}

/** Either what the file says, or why it says nothing; then nothing is imported. */
export type ObservationReading =
  | { readonly observation: Observation; readonly complaints: null }
  | { readonly observation: null; readonly complaints: readonly Told[] };

export const refuseReading = (says: string, place: string | null = null): ObservationReading => ({
  observation: null,
  complaints: [{ place, says }],
});

/** The most that one import may have. */
export const limits = {
  fileBytes: 32 * 1024 * 1024,
  /** YAML is read slower than JSON. */
  yamlCharacters: 2 * 1024 * 1024,
  things: 5_000,
  told: 50,
  /** Of modules in modules. */
  levels: 40,
  names: 8,
  hosts: 8,
  profiles: 20,
  attributes: 20,
  valuesOfList: 30,
  addressCharacters: 400,
  nameCharacters: 200,
  valueCharacters: 300,
  covers: 150,
} as const;

/** Sentences of a reading, at most so many, the rest as a number. */
export class Tells {
  readonly #told: Told[] = [];
  #more = 0;

  add(says: string, place: string | null = null): void {
    if (this.#told.some((one) => one.says === says && one.place === place)) return;
    if (this.#told.length < limits.told) this.#told.push({ place, says });
    else this.#more += 1;
  }

  get all(): readonly Told[] {
    return this.#more === 0
      ? this.#told
      : [
          ...this.#told,
          { place: null, says: `And ${String(this.#more)} more sentences like these.` },
        ];
  }
}
