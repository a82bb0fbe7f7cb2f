'use client';

import { useMemo } from 'react';
import { useEnvironments } from '#components/shell/environments.tsx';
import { recordsListOf } from '#components/sync/run/records-list.tsx';
import { DataList } from '#components/ui/data-table/data-list.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { recordsQuery, type Run } from '#lib/sync/client.ts';

/** Every record of a run that did not go the usual way; `run` is as it was when the page came. */
export function RecordsPage({ run }: { readonly run: Run }) {
  const { href } = useEnvironments();
  const list = useMemo(() => recordsListOf(run), [run]);
  return (
    <>
      <PageHead
        trail={[
          { href: href('/sync'), text: 'Sync' },
          { href: `/sync/${run.run}`, text: `Run ${run.number}` },
        ]}
        here="Records"
        title={`Records of run ${run.number}`}
        lead={
          'What a rule or the index refused, what contradicted another record, and what was ' +
          'written without a part of it. Each by its person id, or its GMC number masked.'
        }
      />
      <DataList
        list={list}
        query={(request) => recordsQuery(run.run, run.endedAt !== null, request)}
      />
    </>
  );
}
