/** Components against environments: what is where, and what differs. Pure. */
import { z } from 'zod';
import { furthestOffset } from '#lib/kernel/list.ts';
import { itemList } from '../item-list.ts';
import { recordedStateWords, type FactValue, type RecordedState } from '../model.ts';

/** So many components a page. */
export const matrixPageSize = 50;

const offsetSays = 'Give a whole number, in figures.';

/** Of which estate, which kinds of component, and from which component on. */
export const matrixQuestion = z.object({
  estate: z
    .string()
    .regex(/^[a-z0-9._-]{1,100}$/, 'Name an estate by its key.')
    .optional(),
  kind: itemList.filters.kind.optional(),
  offset: z
    .string(offsetSays)
    .regex(/^\d{1,9}$/, offsetSays)
    .transform(Number)
    .pipe(z.number().max(furthestOffset, offsetSays))
    .default(0),
});
export type MatrixQuestion = z.output<typeof matrixQuestion>;

/** Of an address: what cannot be is left out. */
export function readMatrixQuestion(
  texts: Readonly<Record<string, string | undefined>>,
): MatrixQuestion {
  const { estate, kind, offset } = matrixQuestion.shape;
  return {
    estate: estate.catch(undefined).parse(texts['estate']),
    kind: kind.catch(undefined).parse(texts['kind']),
    offset: offset.catch(0).parse(texts['offset']),
  };
}

export interface MatrixFact {
  readonly label: string;
  readonly state: RecordedState;
  readonly value: FactValue | null;
}

/** In one environment, with what it says otherwise than elsewhere. */
export interface MatrixThere {
  readonly key: string;
  readonly differs: readonly MatrixFact[];
}

/** `shared`: it is one for all of them. */
export type MatrixCell =
  | ({ readonly state: 'there' } & MatrixThere)
  | { readonly state: 'shared' }
  | { readonly state: 'not there' };

export interface MatrixLine {
  /** Of the component, without an environment. */
  readonly component: string;
  /** The page of it: of all environments, or of the first that has it. */
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly isShared: boolean;
  /** By the names of the environments that have it: most cells say nothing of their own. */
  readonly there: Readonly<Record<string, MatrixThere>>;
}

export interface MatrixKind {
  readonly kind: string;
  readonly title: string;
  readonly count: number;
}

export interface MatrixView {
  readonly estates: readonly { readonly key: string; readonly title: string }[];
  readonly estate: { readonly key: string; readonly title: string };
  /** Those that the estate has, in the order of lists. */
  readonly kinds: readonly MatrixKind[];
  readonly environments: readonly { readonly name: string; readonly isProduction: boolean }[];
  /** From `offset` on: where the question goes beyond the last page, that page. */
  readonly lines: readonly MatrixLine[];
  readonly offset: number;
  /** Of all pages. */
  readonly total: number;
}

interface MatrixItem {
  readonly key: string;
  readonly component: string;
  readonly environment: string | null;
  readonly kind: string;
  readonly name: string;
  readonly differs: readonly MatrixFact[];
}

/** A line for each component, in the order in which they come. */
export function matrixLines(items: readonly MatrixItem[]): MatrixLine[] {
  const byComponent = new Map<string, MatrixItem[]>();
  for (const item of items) {
    const known = byComponent.get(item.component);
    if (known === undefined) byComponent.set(item.component, [item]);
    else known.push(item);
  }
  return [...byComponent].flatMap(([component, own]): MatrixLine[] => {
    const shared = own.find(({ environment }) => environment === null);
    const shown = shared ?? own[0];
    if (shown === undefined) return [];
    const { key, name, kind } = shown;
    const there = Object.fromEntries(
      own.flatMap(({ environment, ...one }) =>
        environment === null ? [] : [[environment, { key: one.key, differs: one.differs }]],
      ),
    );
    return [{ component, key, name, kind, isShared: shared !== undefined, there }];
  });
}

/** What a line has in an environment. */
export function cellOf({ isShared, there }: MatrixLine, environment: string): MatrixCell {
  const here = Object.hasOwn(there, environment) ? there[environment] : undefined;
  if (here !== undefined) return { state: 'there', ...here };
  return { state: isShared ? 'shared' : 'not there' };
}

/** `6.28.1`, or which nothing it is. */
export const factWords = ({ state, value }: Pick<MatrixFact, 'state' | 'value'>): string =>
  state === 'value' ? [value ?? ''].flat().join(', ') : recordedStateWords[state];

/** A cell in one line, as files and readers have it. */
export function cellWords(cell: MatrixCell): string {
  if (cell.state !== 'there') return cell.state;
  const differs = cell.differs.map((fact) => `${fact.label}: ${factWords(fact)}`);
  return ['there', ...differs].join('; ');
}
