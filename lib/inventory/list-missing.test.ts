import { expect, it } from 'vitest';
import { environmentAttributes } from './estate-attributes.ts';
import { nounOf } from './list-missing.ts';

it.each([
  [{ label: 'Owner' }, 'owner'],
  [{ label: 'Expires on', noun: 'expiry' }, 'expiry'],
  [{ label: 'DoS database' }, 'DoS database'],
  [{ label: 'AWS Shield' }, 'AWS Shield'],
  [{ label: 'URLs' }, 'URLs'],
  [environmentAttributes.deleteProtection, 'delete protection of DynamoDB'],
  [environmentAttributes.cache, 'Redis'],
])('%j is %s in a sentence', (attribute, noun) => {
  expect(nounOf(attribute)).toBe(noun);
});
