import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { QuarantinedCount } from './quarantined-count.tsx';
import { runsCsv } from './list/runs-csv.ts';
import { runOf } from './testing.ts';

it.each([
  [1_250, true, '1,250'],
  [0, true, '0'],
  [1_250, false, 'at least 1,250'],
  [0, false, 'Not known'],
])('%i, complete: %s, shows as %s', (quarantined, isQuarantinedComplete, words) => {
  const html = renderToStaticMarkup(
    <QuarantinedCount run={runOf({ quarantined, isQuarantinedComplete })} />,
  );
  expect(html.replace(/<[^>]+>/g, '')).toBe(words);
});

it('the file says beside the sum whether it is all', () => {
  const [head = '', line = ''] = runsCsv([
    runOf({ quarantined: 9, isQuarantinedComplete: false, reason: '' }),
  ]).split(/\r?\n/);
  const at = head.split(',').indexOf('quarantined');
  expect(line.split(',').slice(at, at + 2)).toEqual(['9', 'false']);
  expect(head.split(',')[at + 1]).toBe('isQuarantinedComplete');
});
