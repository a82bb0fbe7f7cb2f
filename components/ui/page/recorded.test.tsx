import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { nothings, recordedOr } from '#lib/kernel/recorded.ts';
import { RecordedValue } from './recorded.tsx';

const drawn = (of: Parameters<typeof RecordedValue>[0]['of'], word?: string) =>
  renderToStaticMarkup(<RecordedValue of={of} word={word} />);
const words = (html: string) => html.replace(/<[^>]+>/g, '');

it('each kind of nothing has its own icon and word', () => {
  const rendered = nothings.map((state) => drawn({ state }));
  expect(rendered.map(words)).toEqual(['none', 'not applicable', 'not recorded', 'Not known']);
  const icons = rendered.map((html) => /<svg[^>]*class="(lucide [\w-]+)/.exec(html)?.[1]);
  expect(new Set(icons).size).toBe(nothings.length);
});

it('zero and an empty text are values', () => {
  expect(drawn(recordedOr(0, 'none'))).toBe('0');
  expect(drawn(recordedOr('', 'none'))).toBe('');
  expect(words(drawn(recordedOr(null, 'none')))).toBe('none');
  expect(words(drawn(recordedOr(undefined, 'not-applicable'), 'never'))).toBe('never');
});
