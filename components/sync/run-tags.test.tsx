import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { QuarantinedCount } from './run-tags.tsx';
import { tableOf } from '#components/ui/data-table/column.ts';
import { runsList } from './list/runs-list.tsx';
import { listedOf, runOf } from './testing.ts';

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
  const { head, rows } = tableOf(runsList.columns, [
    listedOf({ quarantined: 9, isQuarantinedComplete: false }),
  ]);
  const at = head.indexOf('quarantined');
  expect(rows[0]?.slice(at, at + 2)).toEqual([9, false]);
  expect(head[at + 1]).toBe('isQuarantinedComplete');
});
