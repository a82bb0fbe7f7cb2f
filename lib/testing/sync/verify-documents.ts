/**
 * Reads an index itself and holds it against what each person of the synthetic population was made
 * for.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Document, Search } from '#lib/platform/search/port.ts';
import {
  expectedDocuments,
  type ExpectedDocument,
} from '#lib/sync/participants/synthetic/expected.ts';
import type { PopulationSize } from '#lib/sync/participants/synthetic/population.ts';

export interface Verification {
  readonly right: number;
  /** The first few differences; ids of synthetic people only. */
  readonly wrong: readonly string[];
}

async function* documentsOf(
  search: Search,
  target: string,
): AsyncGenerator<{ readonly id: string; readonly source: Document }> {
  for await (const page of search.scan(target, { size: 1_000 })) yield* page;
}

/**
 * `pick` says what the document of a person must be in this index; null when the index must not
 * hold one.
 */
export async function verifyDocuments(
  search: Search,
  target: string,
  population: PopulationSize,
  asOf: string,
  pick: (expected: ExpectedDocument) => Document | null,
): Promise<Verification> {
  const wrong: string[] = [];
  let right = 0;
  const documents = documentsOf(search, target);
  let next = await documents.next();
  for (const expected of expectedDocuments(population, asOf)) {
    const document = pick(expected);
    if (document === null) continue;
    while (next.done !== true && next.value.id < expected.id) {
      wrong.push(`${next.value.id} must not be there`);
      next = await documents.next();
    }
    if (next.done === true || next.value.id !== expected.id) {
      wrong.push(`${expected.id} is missing`);
    } else {
      if (isDeepStrictEqual(next.value.source, document)) right++;
      else
        wrong.push(
          `${expected.id} is ${JSON.stringify(next.value.source)}, must be ` +
            JSON.stringify(document),
        );
      next = await documents.next();
    }
    if (wrong.length > 5) break;
  }
  while (next.done !== true && wrong.length <= 5) {
    wrong.push(`${next.value.id} must not be there`);
    next = await documents.next();
  }
  await documents.return(undefined);
  return { right, wrong };
}
