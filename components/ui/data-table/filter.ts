import { dateWords } from '#lib/kernel/words/times.ts';

interface Named {
  /** On the chip: `Outcome`. */
  readonly name: string;
  /** In the words of a view, while the filter is off: `All outcomes`. */
  readonly any: string;
}

/** One of a few values, or several of them. */
export interface ChoiceFilter extends Named {
  readonly kind: 'choice' | 'choices';
  readonly options: readonly string[];
  // A method, so that it may take only the values that its own filter has.
  words(option: string): string;
}

/** Words or a day that someone types. */
export interface TypedFilter extends Named {
  readonly kind: 'text' | 'day';
  readonly hint?: string;
}

/** A filter as people see it; how it is read from an address is in the shape of the list. */
export type FilterDefinition = ChoiceFilter | TypedFilter;

export type FilterValue = string | readonly string[];

const dayWords = (day: string): string => dateWords(new Date(`${day}T12:00:00Z`));

/** The value of a filter that is on, for its chip. */
export function filterWords(filter: FilterDefinition, value: FilterValue): string {
  const values = typeof value === 'string' ? [value] : value;
  switch (filter.kind) {
    case 'choice':
    case 'choices':
      return values.map((one) => filter.words(one)).join(', ');
    case 'text':
      return `“${values.join(', ')}”`;
    case 'day':
      return values.map(dayWords).join(', ');
  }
}
