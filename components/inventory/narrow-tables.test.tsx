import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { ReactElement } from 'react';
import { ReachedLists } from './graph/reached-lists.tsx';
import { RelationsList } from './relations-list.tsx';

const source = { title: 'A page', evidence: 'document', asOf: '2017-02-07', readOn: null } as const;
const place = { estateTitle: 'TIS', environment: 'staging' } as const;

/** The cells of a row that a narrow window shows, as text. */
const narrowCells = (table: ReactElement): readonly string[] =>
  [...renderToStaticMarkup(table).matchAll(/<td class="([^"]*)">(.*?)<\/td>/gs)].flatMap(
    ([, classes = '', content = '']) =>
      classes.split(' ').includes('max-m:hidden') ? [] : [content.replace(/<[^>]*>/g, ' ')],
  );

it('a relation has two cells in a narrow window, with where it leads and who says so', () => {
  const relation = {
    words: 'depends on',
    kind: 'depends on',
    direction: 'from',
    key: 'tis/broker@staging',
    name: 'A broker',
    itemKind: 'broker',
    kindTitle: 'message broker',
    source,
    note: null,
    ...place,
  } as const;
  const item = { key: 'tis/web@staging', relations: [relation], relationCount: 1 };
  const [words, what, ...more] = narrowCells(<RelationsList item={item} />);
  expect(words).toBe('depends on');
  for (const text of ['A broker', 'TIS, staging', 'A page', '7 February 2017'])
    expect(what).toContain(text);
  expect(more).toEqual([]);
});

it('what is reached has two cells in a narrow window, with where it is and through what', () => {
  const reached = {
    item: {
      ...place,
      key: 'tis/page@staging',
      type: 'component',
      estate: 'tis',
      isProduction: false,
      kind: 'journey',
      kindTitle: 'journey',
      name: 'A list',
      summary: null,
      owner: null,
      cloud: null,
      missing: 0,
      source,
    },
    steps: 2,
    through: 'tis/broker@staging',
    throughName: 'A broker',
    kind: 'depends on',
    inverse: 'needed by',
    outcome: 'users',
  } as const;
  const total = { all: 1, outcomes: 1, isMore: false };
  const [steps, what, ...more] = narrowCells(
    <ReachedLists label="What breaks" none="Nothing." reached={[reached]} total={total} />,
  );
  expect(steps).toBe('2');
  for (const text of ['A list', 'TIS, staging', 'A broker', 'depends on'])
    expect(what).toContain(text);
  expect(more).toEqual([]);
});
