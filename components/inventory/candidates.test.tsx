import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Candidates } from './candidates.tsx';
import { itemHref, recordHref } from './words.ts';

it.each([
  [itemHref, '/inventory/'],
  [recordHref, '/inventory/record/'],
])('leads to each thing that could be meant', (hrefOf, path) => {
  const keys = ['tis/profile@dev', 'tis/profile@<7-char hash>-live'];
  const html = renderToStaticMarkup(
    <Candidates title="Several things" says="Choose one." keys={keys} hrefOf={hrefOf} />,
  );
  expect(html).toContain('Choose one.');
  // After the way here.
  const hrefs = [...html.matchAll(/<li.*?href="([^"]*)"/g)].map(([, href]) => href);
  expect(hrefs.slice(-keys.length)).toEqual(
    keys.map((key) => `${path}${key.split('/').map(encodeURIComponent).join('/')}`),
  );
});
