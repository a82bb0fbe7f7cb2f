'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTransition } from 'react';
import { downloadText } from '#components/ui/data-table/download.ts';
import { useToast } from '#components/ui/feedback/toast.tsx';
import { runsQuery, type Run, type RunListFilter } from '#lib/sync/client.ts';
import { runsCsv } from './runs-csv.ts';

const atOnce = 200;

/** CSV of everything that the filter shows, not only of the page in sight. */
export function useRunsExport(environment: string, filter: RunListFilter) {
  const client = useQueryClient();
  const toast = useToast();
  const [isExporting, startTransition] = useTransition();
  const exportRuns = () =>
    startTransition(async () => {
      const runs: Run[] = [];
      try {
        for (let total = 1; runs.length < total;) {
          const page = await client.query({
            ...runsQuery(environment, { ...filter, limit: atOnce, offset: runs.length }),
            staleTime: 0,
          });
          runs.push(...page.rows);
          total = page.rows.length === 0 ? 0 : page.total;
        }
      } catch {
        toast({
          tone: 'bad',
          title: 'No CSV was made',
          body: 'The console did not answer. Try again.',
        });
        return;
      }
      downloadText('sync-runs.csv', runsCsv(runs), 'text/csv');
    });
  return { isExporting, exportRuns };
}
