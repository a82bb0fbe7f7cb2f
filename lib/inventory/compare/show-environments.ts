import { londonDate, type Clock } from '#lib/kernel/clock.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { recordedOf, type ItemOfKind } from '../kind-items.ts';
import { kinds } from '../kinds/all-kinds.ts';
import { readEstates, readItemsOfKinds, readRelationsOfKind } from '../kinds-store.ts';
import type { InventoryWorld } from '../list-items.ts';
import { isScheduledOff } from '../scheduled-off.ts';
import { thingColumns, thingsOf } from '../things.ts';
import { compareEnvironments, imageAge } from './compare-environments.ts';
import type { EnvironmentsView } from './view.ts';

interface CompareWorld extends InventoryWorld {
  readonly clock: Clock;
}

const thingKinds = [
  'state-backend',
  'terraform-stack',
  'terraform-module',
  'scheduled-task',
  'fragility',
];

const comparedOf = ({ key, name, is_production }: ItemOfKind) => ({
  key,
  name,
  isProduction: is_production,
});

/** Of an estate, or of the first one that has environments. Three statements. */
export async function showEnvironments(
  { database, clock }: CompareWorld,
  estate: string,
): Promise<Result<EnvironmentsView>> {
  const [estates, rows, shares] = await Promise.all([
    readEstates(database),
    readItemsOfKinds(database, ['environment', 'review-app', ...thingKinds], estate),
    readRelationsOfKind(database, 'shares', estate),
  ]);
  const title = estates.find(({ key }) => key === estate)?.title;
  if (title === undefined) {
    const keys = estates.map(({ key }) => key);
    return refuse(
      'not-found',
      keys.length === 0
        ? 'No estate is in the inventory.'
        : `No estate has that name. There are ${listWords(keys, 'and')}.`,
    );
  }
  const now = clock.now();
  const today = londonDate(now);
  const environments = rows.filter(({ kind }) => kind === 'environment');
  return done({
    estate,
    estateTitle: title,
    estates,
    environments: environments.map(comparedOf),
    rows: compareEnvironments(environments),
    things: thingsOf(rows, thingKinds),
    scheduledOff: rows
      .filter((row) => row.kind === 'scheduled-task' && isScheduledOff(row, now) === true)
      .map(({ name }) => name),
    columns: thingColumns(kinds.filter(({ kind }) => thingKinds.includes(kind))),
    shares: shares.map(({ from, from_name, to, to_name }) => ({
      from,
      fromName: from_name,
      to,
      toName: to_name,
    })),
    reviewApps: rows
      .filter(({ kind }) => kind === 'review-app')
      .map((row) => ({
        key: row.key,
        name: row.name,
        age: imageAge(recordedOf(row, 'imagePushedOn'), today),
      })),
  });
}
