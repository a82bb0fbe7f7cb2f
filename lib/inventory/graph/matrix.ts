/** Components against environments: what is where, and what differs. Pure. */
import { z } from 'zod';
import { itemList } from '../item-list.ts';
import { recordedStateWords, type FactValue, type RecordedState } from '../model.ts';

/** Of which estate, and which kinds of component. */
export const matrixQuestion = z.object({
  estate: z
    .string()
    .regex(/^[a-z0-9._-]{1,100}$/, 'Name an estate by its key.')
    .optional(),
  kind: itemList.filters.kind.optional(),
});
export type MatrixQuestion = z.output<typeof matrixQuestion>;

/** Of an address: what cannot be is left out. */
export function readMatrixQuestion(
  texts: Readonly<Record<string, string | undefined>>,
): MatrixQuestion {
  const { estate, kind } = matrixQuestion.shape;
  return {
    estate: estate.catch(undefined).parse(texts['estate']),
    kind: kind.catch(undefined).parse(texts['kind']),
  };
}

export interface MatrixFact {
  readonly label: string;
  readonly state: RecordedState;
  readonly value: FactValue | null;
}

/** `there`: with what it says otherwise than elsewhere; `shared`: it is one for all of them. */
export type MatrixCell =
  | { readonly state: 'there'; readonly key: string; readonly differs: readonly MatrixFact[] }
  | { readonly state: 'shared' }
  | { readonly state: 'not there' };

export interface MatrixLine {
  /** Of the component, without an environment. */
  readonly component: string;
  /** The page of it: of all environments, or of the first that has it. */
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  /** In the order of the environments. */
  readonly cells: readonly MatrixCell[];
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
  readonly lines: readonly MatrixLine[];
  /** Also those that are beyond what one page has. */
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

/**
 * A line for each component, those of a kind together in the order of `kinds`, and within a kind
 * as they come; a cell for each environment.
 */
export function matrixLines(
  environments: readonly string[],
  items: readonly MatrixItem[],
  kinds: readonly string[],
): MatrixLine[] {
  const byComponent = new Map<string, MatrixItem[]>();
  for (const item of items) {
    const known = byComponent.get(item.component);
    if (known === undefined) byComponent.set(item.component, [item]);
    else known.push(item);
  }
  return [...byComponent]
    .flatMap(([component, own]): MatrixLine[] => {
      const [first] = own;
      if (first === undefined) return [];
      const shared = own.find(({ environment }) => environment === null);
      const { key, name, kind } = shared ?? first;
      const cells = environments.map((environment): MatrixCell => {
        const here = own.find((item) => item.environment === environment);
        if (here !== undefined) return { state: 'there', key: here.key, differs: here.differs };
        return { state: shared === undefined ? 'not there' : 'shared' };
      });
      return [{ component, key, name, kind, cells }];
    })
    .sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
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
