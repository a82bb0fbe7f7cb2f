import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { attributesOf } from '../items.ts';
import { kinds } from '../kinds/all-kinds.ts';
import { kindTitles, type InventoryWorld } from '../list-items.ts';
import { matrixLines, type MatrixQuestion, type MatrixView } from './matrix.ts';
import { readMatrixEstates, readMatrixItems, type MatrixItemRow } from './matrix-store.ts';

/** So many components a page; more are found by choosing kinds. */
const mostLines = 200;

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
 * What an estate has in which environment, and what differs; the first estate without a name. Two
 * statements. `not-found` where no estate has that name.
 */
export async function showMatrix(
  { database }: InventoryWorld,
  { estate: wanted, kind }: MatrixQuestion,
): Promise<Result<MatrixView>> {
  const estates = await readMatrixEstates(database);
  const estate = wanted === undefined ? estates[0] : estates.find(({ key }) => key === wanted);
  if (estate === undefined)
    return refuse(
      'not-found',
      wanted === undefined ? 'The inventory is still empty.' : 'No estate has that name.',
    );
  const rows = await readMatrixItems(database, estate.key, kind ?? null);
  const environments = rows.filter(({ type }) => type === 'environment');
  const kindsThere = Object.entries(estate.kinds)
    .map(([kind, count]) => ({ kind, title: kindTitles(kind).plural, count }))
    .sort((one, other) => rank(one.kind) - rank(other.kind));
  const lines = matrixLines(
    environments.map(({ environment }) => environment ?? ''),
    rows.flatMap((row) =>
      row.component === null ? [] : [{ ...row, component: row.component, differs: factsOf(row) }],
    ),
    kindsThere.map(({ kind }) => kind),
  );
  return done({
    estates: estates.map(({ key, name }) => ({ key, title: name })),
    estate: { key: estate.key, title: estate.name },
    kinds: kindsThere,
    environments: environments.map(({ environment, is_production }) => ({
      name: environment ?? '',
      isProduction: is_production,
    })),
    lines: lines.slice(0, mostLines),
    total: lines.length,
  });
}
