import { expect, it } from 'vitest';
import { isMarker } from './fields.ts';

it.each([
  ['"syncStart"', true],
  ['syncStart', true],
  [' "syncStart"\n', true],
  ['"gmcSyncStart"', false],
  ['"syncstart"', false],
  ['', false],
  ['""syncStart""', false],
])('%j is the start marker: %s', (body, isOne) => {
  expect(isMarker(body, '"syncStart"')).toBe(isOne);
});
