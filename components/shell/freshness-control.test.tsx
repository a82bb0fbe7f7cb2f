// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { FaultError, notReached, signedOut } from '#lib/kernel/result.ts';
import { FreshnessProvider } from '#components/ui/live/freshness.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { mount } from '#components/ui/testing.tsx';
import { FreshnessControl } from './freshness-control.tsx';

function SignedOutPanel() {
  useLive({
    queryKey: ['panel'],
    queryFn: () => Promise.reject<string>(new FaultError(signedOut('You have been signed out.'))),
    refetchInterval: false,
  });
  return null;
}

it('who is signed out finds the way to sign in, and back here', async () => {
  const page = await mount(
    <QueryClientProvider client={new QueryClient()}>
      <FreshnessProvider>
        <FreshnessControl />
        <SignedOutPanel />
      </FreshnessProvider>
    </QueryClientProvider>,
  );
  await vi.waitFor(() => expect(page.text()).toContain('Signed out since'));
  expect(page.container.querySelector('a')?.getAttribute('href')).toBe('/sign-in');
  expect(page.text()).not.toContain('Pause');
});

function PanelsOfALostNetwork({ lastSuccess }: { readonly lastSuccess: number }) {
  useLive({
    queryKey: ['not its turn yet'],
    queryFn: () => Promise.resolve('there'),
    initialData: 'there',
    initialDataUpdatedAt: lastSuccess,
    staleTime: Infinity,
    refetchInterval: false,
  });
  useLive({
    queryKey: ['reaches nothing'],
    queryFn: () => Promise.reject<string>(new FaultError(notReached)),
    refetchInterval: false,
  });
  return null;
}

it.each([
  ['is not connected once a query reached nothing and none succeeded since', -1_000, true],
  ['is live where another one succeeded since', 60_000, false],
])('%s', async (_, ago, isLost) => {
  const page = await mount(
    <QueryClientProvider client={new QueryClient()}>
      <FreshnessProvider>
        <FreshnessControl />
        <PanelsOfALostNetwork lastSuccess={Date.now() + ago} />
      </FreshnessProvider>
    </QueryClientProvider>,
  );
  await vi.waitFor(() => expect(page.text().includes('Not connected since')).toBe(isLost));
});
