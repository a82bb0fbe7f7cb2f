// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { AliasCheck } from '#lib/indexes/client.ts';
import { mount } from '#components/ui/testing.tsx';
import { ContractTable } from './contract-table.tsx';
import { sampleCheck } from './testing.ts';

const drawn = async (check: AliasCheck, isCauseSaid = false): Promise<string> =>
  (await mount(<ContractTable aliases={[check]} isCauseSaid={isCauseSaid} />)).text();

it('says why an alias is not known, unless the panel says it of all of them', async () => {
  const says = 'Whether discrepancies is there is not known.';
  const notKnown = sampleCheck({
    name: 'discrepancies',
    state: 'not-known',
    observed: null,
    says,
  });
  expect(await drawn(notKnown)).toContain(says);
  expect(await drawn(notKnown, true)).not.toContain(says);
});

it('says which filter was compared by its documents', async () => {
  const says = 'masterdoctorindex has another text for its filter.';
  const text = await drawn(sampleCheck({ comparedBy: 'execution', says }));
  expect(text).toContain(`${says} Compared by its documents`);
  expect(await drawn(sampleCheck())).not.toContain('Compared by');
});
