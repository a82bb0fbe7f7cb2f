/** The pieces of a record: Markdown of tables that have captions and heads. Pure. */
import type { PhrasingContent, RootContent, TableCell, TableRow } from 'mdast';
import type { RecordedFact } from '../model.ts';

declare module 'mdast' {
  interface TableData {
    /** What it is a table of; Markdown has no place for it, HTML has. */
    caption?: string;
  }
}

export const text = (value: string): PhrasingContent => ({ type: 'text', value });

export const paragraph = (...children: PhrasingContent[]): RootContent => ({
  type: 'paragraph',
  children,
});

export const heading = (depth: 1 | 2 | 3 | 4, value: string): RootContent => ({
  type: 'heading',
  depth,
  children: [text(value)],
});

export const nothingWords = {
  none: 'None',
  'not-applicable': 'N/A',
  'not-recorded': 'Not recorded',
} as const;

export const textsOf = (fact: RecordedFact | undefined): readonly string[] => {
  if (fact === undefined) return [nothingWords['not-recorded']];
  return fact.state === 'value' ? [fact.value].flat() : [nothingWords[fact.state]];
};

/** What is recorded, or which kind of nothing. Several texts are one line each. */
export function phrases(fact: RecordedFact | undefined): PhrasingContent[] {
  return textsOf(fact).flatMap((one, at): PhrasingContent[] =>
    at === 0 ? [text(one)] : [{ type: 'break' }, text(one)],
  );
}

/** The same for a cell, which in Markdown is one line. */
export const cell = (fact: RecordedFact | undefined): string => textsOf(fact).join('; ');

const headOf = (scope: 'col' | 'row'): NonNullable<TableCell['data']> => ({
  hName: 'th',
  hProperties: { scope },
});

const row = (cells: readonly string[], isHead: boolean): TableRow => ({
  type: 'tableRow',
  children: cells.map((value, at): TableCell => {
    const children = [text(value)];
    if (isHead) return { type: 'tableCell', data: headOf('col'), children };
    return at === 0
      ? { type: 'tableCell', data: headOf('row'), children }
      : { type: 'tableCell', children };
  }),
});

/** The first cell of each row names it. */
export const table = (
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): RootContent => ({
  type: 'table',
  data: { caption },
  children: [row(head, true), ...rows.map((cells) => row(cells, false))],
});

export const numberedList = (steps: readonly string[]): RootContent => ({
  type: 'list',
  ordered: true,
  spread: false,
  children: steps.map((step) => ({
    type: 'listItem',
    spread: false,
    children: [{ type: 'paragraph', children: [text(step)] }],
  })),
});
