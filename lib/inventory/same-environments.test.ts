import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEstateFile } from './estate-file.ts';
import { environmentKey } from './model.ts';
import { environmentFacets, environmentsOf, sameEnvironments } from './same-environments.ts';

const folder = new URL('./estates/', import.meta.url);
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap(
    (name) => readEstateFile(readFileSync(new URL(name, folder), 'utf8')).file?.environments ?? [],
  )
  .map(({ estate, name, aliases }) => ({ key: environmentKey(estate, name), name, aliases }));
const groups = sameEnvironments(shipped);

describe('environments of one name', () => {
  it('are one, in whatever case and by whichever of their names', () => {
    const production = ['core@Production', 'reval-sync@prod', 'tis@production'];
    for (const name of ['prod', 'production', 'PROD'])
      expect([...environmentsOf(groups, name)].sort()).toEqual(production);
    expect(environmentsOf(groups, 'nowhere')).toEqual([]);
  });

  it('are offered once, with how many there are in all', () => {
    const counts = new Map([
      ['reval-sync@prod', 2],
      ['tis@production', 5],
      ['core@Production', 4],
      ['spqs@TRN', 1],
    ]);
    expect(environmentFacets(groups, counts)).toEqual([
      { value: 'production', title: 'production, prod', count: 11 },
      { value: 'TRN', title: 'TRN', count: 1 },
    ]);
  });

  it('are the same groups in whatever order they come, each in one alone', () => {
    const word = fc.constantFrom('a', 'A', 'b', 'c', 'd', 'e');
    const some = fc.uniqueArray(
      fc.record({ key: fc.uuid(), name: word, aliases: fc.array(word, { maxLength: 2 }) }),
      { selector: ({ key }) => key },
    );
    const keysOf = (all: ReturnType<typeof sameEnvironments>): string[] =>
      all
        .map((group) =>
          group
            .map(({ key }) => key)
            .sort()
            .join(),
        )
        .sort();
    fc.assert(
      fc.property(some, (environments) => {
        const there = keysOf(sameEnvironments(environments));
        expect(keysOf(sameEnvironments(environments.toReversed()))).toEqual(there);
        expect(there.flatMap((keys) => keys.split(',')).filter(Boolean)).toHaveLength(
          environments.length,
        );
      }),
    );
  });
});
