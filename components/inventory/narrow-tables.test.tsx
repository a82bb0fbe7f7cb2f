import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { ReactElement } from 'react';
import type { DriftRow } from '#lib/inventory/client.ts';
import { ReachedLists } from './graph/reached-lists.tsx';
import { SizeTable } from './migration/size-table.tsx';
import { ObservedRow } from './observe/observed-section.tsx';
import { PreviewTable } from './observe/preview-table.tsx';
import { RelationsList } from './relations-list.tsx';

const source = { title: 'A page', evidence: 'document', asOf: '2017-02-07', readOn: null } as const;
const place = { estateTitle: 'TIS', environment: 'staging' } as const;

/** The cells of rows that a narrow window shows, as text. */
const narrowCells = (table: ReactElement): readonly string[] =>
  [
    ...renderToStaticMarkup(table).matchAll(
      /<t[dh] (?:scope="row" )?class="([^"]*)">(.*?)<\/t[dh]>/gs,
    ),
  ].flatMap(([, classes = '', content = '']) =>
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
      ownerFrom: null,
      cloudFrom: null,
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

it('a number of the size has two cells in a narrow window, with what it takes for granted', () => {
  const line = { id: 'vms', label: 'Servers', value: 12, assumption: 'As many as are named.' };
  const [label, number, ...more] = narrowCells(<SizeTable lines={[line]} />);
  expect(label).toContain('Servers');
  expect(label).toContain('As many as are named.');
  expect(number).toBe('12');
  expect(more).toEqual([]);
});

const observed: DriftRow = {
  id: '1',
  seen: 'x',
  state: 'changed',
  estate: 'tis',
  estateTitle: 'TIS',
  environment: 'staging',
  isProduction: false,
  name: 'A queue',
  key: 'tis/queue@staging',
  kindTitle: 'queue',
  importKind: 'terraform',
  address: 'aws_sqs_queue.one',
  previousAddress: null,
  planned: null,
  by: null,
  differences: [
    {
      attribute: 'retention',
      label: 'Retention',
      declared: { state: 'value', value: '4 days' },
      observed: ['14 days'],
      verdict: 'differs',
    },
  ],
  documented: null,
  actual: null,
  where: null,
  seenAt: null,
  known: null,
  canAccept: true,
};

it('what was observed has three cells in a narrow window, with whether it differs', () => {
  const [fact, declared, seen, ...more] = narrowCells(<ObservedRow row={observed} />);
  expect(fact).toContain('Retention');
  expect(fact).toContain('differs');
  expect([declared, seen]).toEqual(['4 days', '14 days']);
  expect(more).toEqual([]);
});

it('what an import would say has two cells in a narrow window, with how it was found', () => {
  const [state, what, ...more] = narrowCells(<PreviewTable rows={[observed]} />);
  expect(state).toContain('Changed');
  for (const text of ['A queue', 'queue', '14 days', 'aws_sqs_queue.one'])
    expect(what).toContain(text);
  expect(more).toEqual([]);
});
