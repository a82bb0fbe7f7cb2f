'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { MatrixFilters } from '#components/inventory/graph/matrix-filters.tsx';
import { MatrixTable } from '#components/inventory/graph/matrix-table.tsx';
import { matrixHref } from '#components/inventory/words.ts';
import { Pager, rangeWords } from '#components/ui/data-table/pager.tsx';
import { useAnnounceRows } from '#components/ui/data-table/use-announce-rows.ts';
import { useExport } from '#components/ui/data-table/use-export.ts';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import {
  cellOf,
  cellWords,
  matrixPageSize,
  matrixQuery,
  type MatrixLine,
  type MatrixQuestion,
  type MatrixView,
} from '#lib/inventory/client.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';

interface MatrixPageProps {
  readonly question: MatrixQuestion;
  /** Why the server could not answer it. */
  readonly refused: Fault | null;
}

export function MatrixPage({ question, refused }: MatrixPageProps) {
  const { data: view, fault, asOf, refetch } = useLive(matrixQuery(question));
  const why = fault ?? refused;
  return (
    <>
      <PageHead
        title="Inventory"
        lead="What an estate has in which of its environments, and what differs between them."
        actions={view === undefined ? undefined : <CsvButton view={view} question={question} />}
      />
      <InventoryNavigation here="matrix" />
      {view !== undefined ? (
        <Matrix view={view} question={question} age={<Age at={asOf} fault={fault} />} />
      ) : why === null ? (
        <SkeletonRows label="the matrix" rows={8} />
      ) : (
        <FaultNote
          title="The matrix cannot be shown"
          fault={why}
          meaning="What exists in the estates is not affected by this."
          onRetry={refetch}
        />
      )}
    </>
  );
}

interface MatrixProps {
  readonly view: MatrixView;
  readonly question: MatrixQuestion;
  readonly age: ReactNode;
}

function Matrix({ view, question, age }: MatrixProps) {
  const { lines, total, offset, estate, environments } = view;
  const router = useRouter();
  const kind = question.kind ?? [];
  const range = { offset, shown: lines.length, total, one: 'component', many: 'components' };
  useAnnounceRows(matrixHref({ estate: estate.key, kind, offset }), rangeWords(range));
  return (
    <Section
      title={view.estate.title}
      sub={`${countOf(total, 'component')} in ${countOf(environments.length, 'environment')}`}
      age={age}
    >
      <MatrixFilters view={view} chosen={kind} />
      {lines.length === 0 ? (
        <p className="mt-3 text-dense">Nothing of these kinds is in this estate.</p>
      ) : (
        <>
          <MatrixTable key={offset} view={view} />
          <Pager
            {...range}
            size={matrixPageSize}
            onOffset={(to) =>
              router.push(matrixHref({ estate: estate.key, kind, offset: to }), { scroll: false })
            }
          />
        </>
      )}
      <p className="mt-2 text-meta text-muted">
        “Shared” is one for all environments. Under “there” is what its sources say otherwise than
        for another environment.
      </p>
    </Section>
  );
}

/** All pages, as they are when it is made. */
function CsvButton({ view, question }: Omit<MatrixProps, 'age'>) {
  const client = useQueryClient();
  const file = useExport<MatrixLine>({
    name: `matrix-${view.estate.key}`,
    rowKey: ({ component }) => component,
    columns: [{ id: 'component', head: 'Component', cell: ({ name }) => name, csv: csvOf(view) }],
    read: async (offset) => {
      const { lines, total } = await client.query({
        ...matrixQuery({ ...question, estate: view.estate.key, offset }),
        staleTime: 0,
      });
      return { rows: lines, total };
    },
  });
  return (
    <Button data-live="" onClick={file.start}>
      <Download aria-hidden="true" className="size-4" />
      CSV
    </Button>
  );
}

const csvOf = ({ environments }: MatrixView) => ({
  component: ({ component }: MatrixLine) => component,
  name: ({ name }: MatrixLine) => name,
  kind: ({ kind }: MatrixLine) => kind,
  ...Object.fromEntries(
    environments.map(({ name }) => [name, (line: MatrixLine) => cellWords(cellOf(line, name))]),
  ),
});
