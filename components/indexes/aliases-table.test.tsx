// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { IndexesView } from '#lib/indexes/client.ts';
import { indexesOf } from '#components/sync/testing.ts';
import { mount } from '#components/ui/testing.tsx';
import { AliasesTable } from './aliases-table.tsx';
import type { Deciding } from './contract/unexpected-buttons.tsx';
import type { Repairing } from './repair-button.tsx';
import { sampleCheck } from './testing.ts';

const repairing: Repairing = {
  environment: 'local',
  isProduction: false,
  notAllowed: null,
  activeRun: null,
  repair: () => Promise.reject(new Error('nothing is repaired here')),
};
const deciding: Deciding = {
  ...repairing,
  notAllowed: { accept: 'Only admins may.', remove: null },
  accept: () => Promise.reject(new Error('nothing is accepted here')),
  remove: () => Promise.reject(new Error('nothing is removed here')),
};
const missing = sampleCheck({ name: 'discrepancies', state: 'missing', observed: null });

const drawn = async (view: IndexesView): Promise<string> => {
  const page = await mount(
    <QueryClientProvider client={new QueryClient()}>
      <AliasesTable view={view} repairing={repairing} deciding={deciding} />
    </QueryClientProvider>,
  );
  return page.text();
};

it('offers to repair an alias once there is something to lead it to', async () => {
  const view = { ...indexesOf(), aliases: [missing] };
  expect(await drawn(view)).toContain('Repair…');
  const before = await drawn({ ...view, generations: [] });
  expect(before).not.toContain('Repair…');
  expect(before).toContain('The first settled sync puts it right.');
});

it('says why one is not known, and offers no repair of it', async () => {
  const says = 'Something is called discrepancies, and the account of this console may not see it.';
  const notKnown = sampleCheck({
    name: 'discrepancies',
    state: 'not-known',
    observed: null,
    says,
  });
  const text = await drawn({ ...indexesOf(), aliases: [notKnown] });
  expect(text).toContain('discrepancies');
  expect(text).toContain('Not known');
  expect(text).toContain(says);
  expect(text).not.toContain('Repair…');
});

it('says of a filter that it cannot read that the documents were compared', async () => {
  const compared = 'Compared by its documents';
  const note = {
    name: 'discrepancies',
    comparedBy: 'execution',
    says: 'discrepancies has another text for its filter, and shows the same 7 documents today.',
  } as const;
  const same = await drawn({ ...indexesOf(), aliases: [sampleCheck(note)] });
  expect(same).toContain(note.says);
  expect(same).toContain(compared);
  expect(same).not.toContain('Repair…');
  const other = sampleCheck({ ...note, state: 'different', says: 'It has another filter.' });
  expect(await drawn({ ...indexesOf(), aliases: [other] })).toContain(compared);
  const plain = await drawn({ ...indexesOf(), aliases: [sampleCheck()] });
  expect(plain).not.toContain(compared);
  expect(plain).not.toContain('is as the contract says');
});

it('offers to accept or remove what the contract does not name, and says who may', async () => {
  const unexpected = [{ name: 'by_hand', target: 'm_20261121t150402_12', filter: 'a is 1' }];
  const text = await drawn({ ...indexesOf(), aliases: [], unexpected });
  for (const words of ['Unexpected', 'a is 1', 'Accept into the contract…', 'Remove…'])
    expect(text).toContain(words);
  expect(text).toContain('Only admins may.');
});
