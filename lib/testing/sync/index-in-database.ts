import type { Search } from '#lib/platform/search/port.ts';
import { current } from '#lib/sync/index.ts';
import { putAlias } from '../indexes/indexes-world.ts';
import type { InPlaceIndex } from './integration-stand-in.ts';

const aliasNamed = (name: string, prefix: string) => {
  const found = current.aliases.find((alias) => prefix + alias.name === name);
  if (found === undefined) throw new Error(`no alias ${name}`);
  return found;
};

/** The index that the stand-in fills, in the database. */
export function indexInDatabase(search: Search, prefix: string): InPlaceIndex {
  const [definition] = current.indexes;
  if (definition === undefined) throw new Error('no index');
  const name = prefix + definition.base;
  return {
    async remove() {
      if ((await search.indexes(name)).length > 0)
        await search.swap({ moves: [], removeIndexes: [name] });
    },
    create: () => search.create({ ...definition, name }),
    alias: (alias) =>
      putAlias({ search }, alias, { index: name, filter: aliasNamed(alias, prefix).filter }),
    async put(id, source) {
      await search.bulk(name, [{ op: 'index', id, source }]);
    },
  };
}
