'use client';

import { useSearchParams } from 'next/navigation';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import {
  furthestOffset,
  sortText,
  type Filters,
  type ListRequest,
  type ListTexts,
  type Sort,
} from '#lib/kernel/list.ts';
import {
  namesOf,
  readAddress,
  viewTexts,
  type ListAddress,
  type ListDefinition,
  type ListView,
} from './list-definition.ts';

export interface ListState<F extends Filters, S extends string> extends ListAddress<F, S> {
  /** Filters, order or columns; with other filters or another order the list begins again. */
  setView(change: Partial<ListView<F, S>>): void;
  setOffset(offset: number): void;
}

/** All of a list that can be sent to a colleague is in the address. */
export function useList<R, F extends Filters, S extends string>(
  list: ListDefinition<R, F, S>,
): ListState<F, S> {
  const parsers = useMemo(
    () => Object.fromEntries(namesOf(list).map((name) => [name, parseAsString])),
    [list],
  );
  const [texts, setTexts] = useQueryStates(parsers, { history: 'push' });
  // Of names that are none of the list only their being there is told.
  const search = useSearchParams();
  const address = readAddress<F, S>(list, {
    ...Object.fromEntries(search),
    ...texts,
  } satisfies ListTexts);
  return {
    ...address,
    setView(change) {
      const kept = viewTexts(list, { ...address.view, ...change });
      const isSameRows = change.filters === undefined && change.sort === undefined;
      void setTexts({
        ...Object.fromEntries(namesOf(list).map((name) => [name, kept[name] ?? null])),
        limit: texts['limit'] ?? null,
        ...(isSameRows && { offset: texts['offset'] ?? null }),
      });
    },
    setOffset(offset) {
      void setTexts({ offset: offset === 0 ? null : String(Math.min(offset, furthestOffset)) });
    },
  };
}

/** Two requests for the same rows have the same text. */
export const requestText = ({ filters, sort, limit, offset }: ListRequest): string =>
  JSON.stringify([Object.entries(filters).sort(), sortText(sort satisfies Sort), limit, offset]);
