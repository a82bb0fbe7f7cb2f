import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { FormView } from '#lib/inventory/client.ts';
import { FactFields } from './fact-fields.tsx';

const empty = {
  item: null,
  estate: 'tis',
  estateTitle: 'TIS',
  kindTitle: 'migration item',
  fields: [],
  sources: [],
  relationKinds: [],
} satisfies FormView;

function optionsOf(choices: readonly string[] | null): string[] | null {
  const field = {
    attribute: 'migrationStatus',
    label: 'Status',
    type: 'text',
    choices,
    isExpected: true,
  } as const;
  const html = renderToStaticMarkup(<FactFields form="f" view={empty} field={field} sources="s" />);
  const select = /<select[^>]*name="value\.migrationStatus".*?<\/select>/.exec(html)?.[0];
  return select === undefined
    ? null
    : [...select.matchAll(/<option value="([^"]*)"/g)].map(([, value = '']) => value);
}

describe('the value of an attribute', () => {
  it('is chosen where only some are allowed', () => {
    expect(optionsOf(['not started', 'cut over'])).toEqual(['', 'not started', 'cut over']);
  });

  it('is written where any is', () => {
    expect(optionsOf(null)).toBeNull();
  });
});
