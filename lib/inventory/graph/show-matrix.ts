import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { attributesOf } from '../items.ts';
import { kinds } from '../kinds/all-kinds.ts';
import { kindTitles, type InventoryWorld } from '../list-items.ts';
import { matrixLines, matrixPageSize, type MatrixQuestion, type MatrixView } from './matrix.ts';
import { readMatrixEstates, readMatrixPage, type MatrixItemRow } from './matrix-store.ts';

const known = kinds.map(({ kind }) => kind);
const rank = (kind: string): number => {
  const at = known.indexOf(kind);
  return at === -1 ? known.length : at;
};

const factsOf = ({ kind, differing }: MatrixItemRow) =>
  differing.map(({ attribute, state, value }) => ({
    label: attributesOf({ type: 'component', kind })[attribute]?.label ?? attribute,
    state,
    value,
  }));

/**
 * What an estate has in which environment, and what differs, a page of components; the first estate
 * without a name. Two statements. `not-found` where no estate has that name.
 */
export async function showMatrix(
  { database }: InventoryWorld,
  { estate: wanted, kind, offset }: MatrixQuestion,
): Promise<Result<MatrixView>> {
  const estates = await readMatrixEstates(database, wanted ?? null);
  const estate = wanted === undefined ? estates[0] : estates.find(({ key }) => key === wanted);
  if (estate === undefined)
    return refuse(
      'not-found',
      wanted === undefined ? 'The inventory is still empty.' : 'No estate has that name.',
    );
  // What is the same everywhere tells least about environments: it comes last.
  const kindsThere = Object.entries(estate.kinds)
    .sort(
      ([one, { is_shared }], [other, then]) =>
        Number(is_shared) - Number(then.is_shared) ||
        rank(one) - rank(other) ||
        (one < other ? -1 : 1),
    )
    .map(([kind, { count }]) => ({ kind, title: kindTitles(kind).plural, count }));
  const page = await readMatrixPage(database, {
    estate: estate.key,
    kinds: kind ?? null,
    order: kindsThere.map(({ kind }) => kind),
    offset,
    limit: matrixPageSize,
  });
  return done({
    estates: estates.map(({ key, name }) => ({ key, title: name })),
    estate: { key: estate.key, title: estate.name },
    kinds: kindsThere,
    environments: page.environments.map(({ environment, is_production }) => ({
      name: environment ?? '',
      isProduction: is_production,
    })),
    lines: matrixLines(
      page.items.flatMap((row) =>
        row.component === null ? [] : [{ ...row, component: row.component, differs: factsOf(row) }],
      ),
    ),
    offset: page.offset,
    total: page.total,
  });
}
