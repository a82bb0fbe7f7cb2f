import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { IncidentsList } from './incidents-list.tsx';

const drawn = (incidents: Parameters<typeof IncidentsList>[0]['incidents']): string =>
  renderToStaticMarkup(<IncidentsList incidents={incidents} />);

it('says that none is recorded, which is not that there was none', () => {
  expect(drawn([])).toContain('None is recorded.');
});

it('leads to each incident, with its source', () => {
  const html = drawn([
    {
      words: 'described by',
      kind: 'describes',
      direction: 'to',
      key: 'tis/incident-1',
      name: 'A queue was full',
      itemKind: 'past-incident',
      kindTitle: 'past incident',
      estateTitle: 'TIS',
      environment: null,
      source: { title: 'A page', evidence: 'document', asOf: null, readOn: '2026-11-26' },
      note: 'For a day.',
    },
  ]);
  expect(html).toContain('href="/inventory/tis/incident-1"');
  expect(html).toMatch(/A queue was full.*A page, undated.*For a day\./s);
});
