// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { IndexesView } from '#lib/indexes/client.ts';
import { indexesOf } from '#components/sync/testing.ts';
import { mount } from '#components/ui/testing.tsx';
import { AliasesTable } from './aliases-table.tsx';
import type { Repairing } from './repair-button.tsx';
import { sampleCheck } from './testing.ts';

const repairing: Repairing = {
  environment: 'local',
  isProduction: false,
  notAllowed: null,
  activeRun: null,
  repair: () => Promise.reject(new Error('nothing is repaired here')),
};
const missing = sampleCheck({ name: 'discrepancies', state: 'missing', observed: null });

const drawn = async (view: IndexesView): Promise<string> => {
  const page = await mount(
    <QueryClientProvider client={new QueryClient()}>
      <AliasesTable view={view} repairing={repairing} />
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
