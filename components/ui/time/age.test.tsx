import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Age } from './age.tsx';
import { NowProvider } from './now.tsx';

const words = (props: Parameters<typeof Age>[0]) =>
  renderToStaticMarkup(
    <NowProvider at="2026-11-21T17:42:00.000Z">
      <Age {...props} />
    </NowProvider>,
  )
    .replace(/<span data-still.*?<\/span>/, '')
    .replace(/<[^>]+>/g, '');
const fault = { kind: 'unavailable', says: 'The broker does not answer.' } as const;

it('says how old a panel is, in each of its states', () => {
  expect(words({ at: null })).toBe('Asking…');
  expect(words({ at: '2026-11-21T17:41:56.000Z' })).toBe('4 seconds ago');
  expect(words({ at: '2026-11-21T17:42:03.000Z' })).toBe('just now');
  expect(words({ at: '2026-11-21T17:36:00.000Z', fault })).toBe(
    'Stale: from 5:36pm (6 minutes ago). The broker does not answer.',
  );
  expect(words({ at: null, fault })).toBe('No answer. The broker does not answer.');
  expect(words({ at: null, fault, failedSince: '2026-11-21T17:40:00.000Z' })).toBe(
    'No answer since 5:40pm. The broker does not answer.',
  );
});

it('says the time itself in print, and where no script runs', () => {
  const html = renderToStaticMarkup(
    <NowProvider at="2026-11-21T17:42:00.000Z">
      <Age at="2026-11-21T17:41:56.000Z" />
    </NowProvider>,
  );
  const text = /<span data-still.*?>(.*?)<\/span>/.exec(html)?.[1] ?? '';
  expect(text.replace(/<[^>]+>/g, '')).toBe('as of 5:41:56pm');
});
