import type { Both, GenerationView } from '#lib/indexes/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';

/**
 * Generations of ours that were whole once, by the index that they are of, where there are two.
 * `order` has names of indexes, the first of them first.
 */
export function comparable(
  generations: readonly GenerationView[],
  order: readonly string[] = [],
): ReadonlyMap<string, readonly GenerationView[]> {
  const byBase = new Map<string, GenerationView[]>(order.map((base) => [base, []]));
  for (const generation of generations) {
    const wasWhole = generation.role === 'live' || generation.role === 'previous';
    if (!wasWhole || generation.isInPlace) continue;
    byBase.set(generation.base, [...(byBase.get(generation.base) ?? []), generation]);
  }
  return new Map([...byBase].filter(([, rows]) => rows.length > 1));
}

/** What users left last, which is what one wants to know the difference from. */
const newestLeft = (rows: readonly GenerationView[]): GenerationView | undefined =>
  rows
    .filter(({ role }) => role === 'previous')
    .toSorted((a, b) => ((a.liveUntil ?? '') < (b.liveUntil ?? '') ? 1 : -1))[0];

/**
 * The two that the address names, as far as they can be compared, and else the usual ones: what
 * users left last, and what they read now. Null: there are no two.
 */
export function chosenPair(
  choices: ReadonlyMap<string, readonly GenerationView[]>,
  named: Both<string | null>,
): Both<GenerationView> | null {
  const all = [...choices.values()].flat();
  const find = (name: string | null): GenerationView | undefined =>
    all.find(({ index }) => index === name);
  const [one, other] = [find(named.a), find(named.b)];
  const base = one?.base ?? other?.base ?? [...choices.keys()][0];
  const rows = choices.get(base ?? '') ?? [];
  const isOf = (generation: GenerationView | undefined): generation is GenerationView =>
    generation !== undefined && generation.base === base;
  const live = rows.find(({ role }) => role === 'live');
  const b = isOf(other) && other.index !== one?.index ? other : undefined;
  const a = isOf(one) ? one : undefined;
  const second = b ?? [live, ...rows].find((row) => row !== undefined && row.index !== a?.index);
  const first = a ?? [newestLeft(rows), ...rows].find((row) => row !== undefined && row !== second);
  return first === undefined || second === undefined ? null : { a: first, b: second };
}

/** The page on which it is compared: what users have left comes first. */
export const comparePath = ({ index, role }: GenerationView): string =>
  `/indexes/compare?${new URLSearchParams({ [role === 'live' ? 'b' : 'a']: index }).toString()}`;

/** `generation 12`, `the kept copy`, and of what no run made its name. */
export const shortName = ({ runNumber, isKeptCopy, index }: GenerationView): string =>
  runNumber !== null ? `generation ${runNumber}` : isKeptCopy ? 'the kept copy' : index;

/** As short as the head of a column wants it. */
export const headName = (
  { runNumber, isKeptCopy }: GenerationView,
  place: 'the first' | 'the second',
): string => (runNumber !== null ? String(runNumber) : isKeptCopy ? 'the copy' : place);

const roleWords = { live: 'users read it', previous: 'users have left it' } as const;

/** `Generation 12: 70,914 documents, users read it`. */
export function choiceWords(generation: GenerationView): string {
  const { documents, role, isSeen, isKeptCopy, runNumber, index } = generation;
  const name = runNumber !== null ? `Generation ${runNumber}` : isKeptCopy ? 'Kept copy' : index;
  const size = documents === null ? 'documents not known' : `${count(documents)} documents`;
  const isKnown = isSeen && (role === 'live' || role === 'previous');
  const words = isKnown ? `, ${roleWords[role]}` : '';
  return `${name}: ${size}${words}`;
}
