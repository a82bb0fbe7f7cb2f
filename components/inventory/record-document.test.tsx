import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { RecordDocument } from './record-document.tsx';

const element = (tagName: string, properties: object, ...children: readonly object[]) => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const text = (value: string) => ({ type: 'text', value });
// As the server makes it of a record.
const tree = {
  type: 'root',
  children: [
    element('h1', {}, text('The title')),
    element(
      'table',
      {},
      element('caption', {}, text('Servers')),
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, text('Server')))),
      element('tbody', {}, element('tr', {}, element('th', { scope: 'row' }, text('web-1')))),
    ),
  ],
} as Parameters<typeof RecordDocument>[0]['tree'];

it('names its tables by their captions, once, and leaves the title to the page', () => {
  const html = renderToStaticMarkup(<RecordDocument tree={tree} />);
  expect(html).toContain('role="region" aria-label="Servers"');
  expect(html.match(/<caption/g)).toHaveLength(1);
  expect(html).toMatch(/<th scope="col"[^>]*>Server</);
  expect(html).toMatch(/<th scope="row"[^>]*>web-1</);
  expect(html).not.toContain('The title');
});
