import { expect, it } from 'vitest';
import { FaultError } from './result.ts';

it('knows a fault by its shape, whichever copy of the class a bundle has made it with', () => {
  const fault = { kind: 'unavailable', says: 'It cannot be reached.' } as const;
  const fromElsewhere = Object.assign(new Error(fault.says), { name: 'FaultError', fault });
  expect(fromElsewhere).toBeInstanceOf(FaultError);
  expect(new FaultError(fault)).toBeInstanceOf(FaultError);
  for (const other of [new Error('x'), Object.assign(new Error('x'), { fault }), fault, null])
    expect(other instanceof FaultError).toBe(false);
});
