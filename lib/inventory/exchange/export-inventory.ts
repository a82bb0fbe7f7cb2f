import { inSlices } from '#lib/kernel/in-slices.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { readSnapshots, readSources } from '../changes/store.ts';
import { readOutlines } from './exchange-store.ts';
import type { ExchangeFormat, ExportQuestion } from './model.ts';
import { estatesCsv } from './write-csv.ts';
import { estatesYaml } from './write-yaml.ts';
import type { WholeEstate } from './written-estate.ts';

export interface ExportedText {
  readonly format: ExchangeFormat;
  /** Of a file that it may be kept in. */
  readonly name: string;
  readonly text: string;
}

const writers = { yaml: estatesYaml, csv: estatesCsv } as const;
/** One estate, or all, in the order of their files, as they are at one moment. */
export async function exportInventory(
  { database }: { readonly database: Database },
  { format, estate }: ExportQuestion,
): Promise<Result<ExportedText>> {
  const { estates, wanted, items, sources } = await database.transaction(async (tx) => {
    await tx.run('set transaction isolation level repeatable read, read only');
    const rows = await readOutlines(tx, null);
    const all = [...new Set(rows.map((place) => place.estate))];
    const some = estate === undefined ? all : all.filter((one) => one === estate);
    const ids = rows.flatMap((place) => (some.includes(place.estate) ? [place.id] : []));
    const known = await readSnapshots(tx, ids);
    return {
      estates: all,
      wanted: some,
      items: ids.flatMap((id) => known.get(id)?.snapshot ?? []),
      sources: await readSources(tx, some),
    };
  });
  if (estate !== undefined && wanted.length === 0)
    return refuse('not-found', `No estate has that name. There are ${estates.join(', ')}.`);
  const whole = wanted.map((one): WholeEstate => ({
    items: items.filter((item) => item.estate === one),
    sources: sources.flatMap(({ estate: of, ...source }) => (of === one ? [source] : [])),
  }));
  const written: string[] = [];
  for await (const piece of inSlices(writers[format](whole))) written.push(piece);
  const name = `${estate ?? 'inventory'}.${format}`;
  return done({ format, name, text: written.join('') });
}
