'use client';

import { useRouter } from 'next/navigation';
import { FilterChip } from '#components/ui/data-table/list-filters.tsx';
import type { ChoiceFilter } from '#components/ui/data-table/filter.ts';
import { itemList, type MatrixView } from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { matrixHref } from '../words.ts';

interface MatrixFiltersProps {
  readonly view: MatrixView;
  readonly chosen: readonly string[];
}

/** Which estate, and which kinds; what can be chosen is what there is. */
export function MatrixFilters({ view, chosen }: MatrixFiltersProps) {
  const router = useRouter();
  const go = (estate: string, kind: readonly string[]) =>
    router.push(matrixHref({ estate, kind }), { scroll: false });
  const titles = new Map(view.estates.map(({ key, title }) => [key, title]));
  const kinds = new Map(view.kinds.map((one) => [one.kind, one]));
  const estateFilter: ChoiceFilter = {
    kind: 'choice',
    name: 'Estate',
    any: 'The first',
    options: [...titles.keys()],
    words: (option) => titles.get(option) ?? option,
  };
  const kindFilter: ChoiceFilter = {
    kind: 'choices',
    name: 'Kind',
    any: 'All kinds',
    options: [...kinds.keys()],
    words: (option) => {
      const kind = kinds.get(option);
      return kind === undefined ? option : `${kind.title} (${count(kind.count)})`;
    },
  };
  return (
    <div className="flex flex-wrap gap-2 pt-3 pb-2">
      <FilterChip
        filter={estateFilter}
        value={view.estate.key}
        schema={itemList.filters.estate}
        onValue={(value) => go([value ?? []].flat()[0] ?? '', [])}
      />
      <FilterChip
        filter={kindFilter}
        value={chosen.length === 0 ? undefined : chosen}
        schema={itemList.filters.kind}
        onValue={(value) => go(view.estate.key, [value ?? []].flat())}
      />
    </div>
  );
}
