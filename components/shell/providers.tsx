'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState, type ReactNode } from 'react';
import { AnnouncerProvider } from '#components/ui/feedback/announcer.tsx';
import { FreshnessProvider } from '#components/ui/live/freshness.tsx';
import { NowProvider } from '#components/ui/time/now.tsx';
import { ToastProvider } from '#components/ui/feedback/toast.tsx';

/** `now` is the server's clock at this request, ISO 8601. */
export function Providers({
  now,
  children,
}: {
  readonly now: string;
  readonly children: ReactNode;
}) {
  // What the server has just seeded is not fetched again at once; a browser that thinks itself
  // offline fetches all the same and says what came of it.
  const [client] = useState(
    () =>
      new QueryClient({ defaultOptions: { queries: { staleTime: 1_000, networkMode: 'always' } } }),
  );
  return (
    <NuqsAdapter>
      <QueryClientProvider client={client}>
        <NowProvider at={now}>
          <AnnouncerProvider>
            <FreshnessProvider>
              <ToastProvider>{children}</ToastProvider>
            </FreshnessProvider>
          </AnnouncerProvider>
        </NowProvider>
      </QueryClientProvider>
    </NuqsAdapter>
  );
}
