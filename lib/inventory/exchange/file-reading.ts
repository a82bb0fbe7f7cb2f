/** A file from its text to what is done to the inventory, a step each. Pure. */
import type { KnownItem } from '../changes/store.ts';
import type { WantedChange } from '../changes/snapshot.ts';
import { inOrder, type FileComplaints } from './complaint.ts';
import { decideImport, type DecidedImport, type SeenImport } from './decide-import.ts';
import { thingsAtOnce, type FileParts } from './file-parts.ts';
import type { OutlineRow } from './exchange-store.ts';
import type { PreviewItem } from './model.ts';
import { lostRelations, planImport, type ImportPlan, type LostRelation } from './plan-import.ts';
import { previewHead, previewItem } from './preview-view.ts';
import type { ImportReading } from './read-import.ts';
import { readKey, type Wanted } from './wanted.ts';
import type { Result } from '#lib/kernel/result.ts';

const none: FileComplaints = { found: [], more: 0 };

function had<T>(step: T | null): T {
  if (step === null) throw new Error('A step of reading a file was left out');
  return step;
}

const page = <T>(items: readonly T[], from: number): readonly T[] =>
  items.slice(from, from + thingsAtOnce);

/** What has to be known whole: of a part what it names, and what follows from that. */
function idsOf(
  rows: readonly OutlineRow[],
  wanted: Wanted,
  estates: readonly string[],
  renames: Readonly<Record<string, string>>,
): number[] {
  if (wanted.wholeEstates.length > 0)
    return rows.flatMap(({ id, estate }) => (wanted.wholeEstates.includes(estate) ? [id] : []));
  const keys = new Set([
    // What names no source takes that of its estate.
    ...estates,
    ...wanted.items.flatMap(({ key, was }) => [key, ...was]),
    ...Object.values(renames),
  ]);
  const olds = [
    ...wanted.renames.flatMap(({ pairs }) => pairs.map(({ was }) => was)),
    ...Object.values(renames),
  ];
  const environments = new Set(olds.filter((was) => readKey(was)?.type === 'environment'));
  return rows.flatMap(({ id, key, estate, environment }) =>
    keys.has(key) || environments.has(`${estate}@${environment ?? ''}`) ? [id] : [],
  );
}

interface WantedOfFile extends FileWants {
  readonly wanted: Wanted;
  readonly ofEstates: Map<string, string>;
}

type FileWants = FileParts['want']['takes'];
type Gives<N extends keyof FileParts> = FileParts[N]['gives'];

export class FileReading {
  readonly #readFile: (file: FileParts['read']['takes']) => ImportReading;
  #reading: ImportReading | null = null;
  #wanted: WantedOfFile | null = null;
  readonly #items: KnownItem[] = [];
  #plan: ImportPlan | null = null;
  #lost: readonly LostRelation[] = [];
  #seen: SeenImport['seen'] = {};

  /** `readFile`: from its text alone, which says the same each time. */
  constructor(readFile: (file: FileParts['read']['takes']) => ImportReading) {
    this.#readFile = readFile;
  }

  read(file: FileParts['read']['takes']): Gives<'read'> {
    const { complaints, estates, ends } = (this.#reading = this.#readFile(file));
    return { complaints, estates, ends };
  }

  want(given: FileWants): Gives<'want'> {
    const { rows, sources, choices } = given;
    const { estates, want } = had(this.#reading);
    const sourceIds = new Map(
      estates.map((estate) => [
        estate,
        new Set(sources.flatMap((row) => (row.estate === estate ? [row.id] : []))),
      ]),
    );
    const ofEstates = new Map<string, string>();
    const { wanted, complaints, more } = want({
      items: rows,
      sourcesOf: (estate) => sourceIds.get(estate) ?? new Set(),
      sourceOf: (estate) => ofEstates.get(estate) ?? '',
    });
    if (complaints.length > 0) return { complaints: inOrder(complaints, more), ids: [] };
    this.#wanted = { ...given, wanted, ofEstates };
    return { complaints: none, ids: idsOf(rows, wanted, estates, choices.renames) };
  }

  know(items: readonly KnownItem[]): null {
    this.#items.push(...items);
    return null;
  }

  plan(): Gives<'plan'> {
    const { wanted, rows, sources, choices, ofEstates } = had(this.#wanted);
    for (const { snapshot } of this.#items)
      if (snapshot.type === 'estate') ofEstates.set(snapshot.key, snapshot.source);
    const plan = planImport(
      wanted,
      {
        items: this.#items,
        keys: new Set(rows.map(({ key }) => key)),
        production: new Set(rows.flatMap(({ key, isProduction }) => (isProduction ? [key] : []))),
        lastPositions: new Map(rows.map(({ estate, position }) => [estate, position])),
        sources: sources.map(({ estate, ...source }) => ({ estate, source })),
      },
      choices,
    );
    if (plan.complaints.length > 0) return { complaints: inOrder(plan.complaints), gone: [] };
    this.#plan = plan;
    const gone = plan.items.flatMap(({ does, known }) =>
      does === 'removed' && known !== null ? [known.id] : [],
    );
    return { complaints: none, gone };
  }

  lose(inbound: readonly LostRelation[]): null {
    this.#lost = lostRelations(inbound, had(this.#plan).items);
    return null;
  }

  show(): Gives<'show'> {
    const plan = had(this.#plan);
    return { view: previewHead(plan, this.#lost), items: plan.items.length };
  }

  showItems(from: number): readonly PreviewItem[] {
    return page(had(this.#plan).items, from).flatMap(previewItem);
  }

  decide(given: SeenImport): Result<DecidedImport> {
    this.#seen = given.seen;
    return decideImport(had(this.#plan), this.#lost, given);
  }

  changes(from: number): readonly WantedChange[] {
    return page(had(this.#plan).items, from).map(({ known, after }) => ({
      id: known?.id ?? null,
      version: known === null ? null : (this.#seen[String(known.id)] ?? 0),
      after,
    }));
  }
}
