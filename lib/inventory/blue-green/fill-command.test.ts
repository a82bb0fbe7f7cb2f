import { expect, it } from 'vitest';
import { fillCommand } from './fill-command.ts';

it.each([
  [
    'make deploy-it PROFILE=[live/demo] ENVIRONMENT=[blue(short)] VERSION=[s3-file-version]',
    { PROFILE: 'live', ENVIRONMENT: '9f3c1de-live' },
    {},
    'make deploy-it PROFILE=live ENVIRONMENT=9f3c1de-live VERSION=[s3-file-version]',
  ],
  [
    'make unlink-it PROFILE=[live/demo] TF_VAR_previous=[OPTIONAL: current(short-hash)]',
    { PROFILE: 'live' },
    {},
    'make unlink-it PROFILE=live',
  ],
  ['make tag-it PROFILE= COMMIT=', { PROFILE: 'live' }, {}, 'make tag-it PROFILE=live COMMIT=[…]'],
  [
    'make undeploy PROFILE=dev # Builds images',
    { PROFILE: 'dev' },
    { ENVIRONMENT: 'ds-36' },
    'make undeploy PROFILE=dev ENVIRONMENT=ds-36',
  ],
  ['make link PROFILE=[x]', { PROFILE: 'live' }, { TF_VAR_p: undefined }, 'make link PROFILE=live'],
])('%s', (template, values, added, expected) => {
  expect(fillCommand(template, values, added).command).toBe(expected);
});

it('names what is still open, and what it added', () => {
  const filled = fillCommand('make it A=[one] B=', {}, { C: 'c' });
  expect(filled).toMatchObject({ open: ['A', 'B'], added: ['C=c'] });
});
