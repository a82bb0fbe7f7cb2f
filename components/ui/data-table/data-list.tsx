'use client';

import { useQueryClient, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { quoted } from '#lib/kernel/free-text.ts';
import { lastOffset, type Filters, type ListRequest, type Page } from '#lib/kernel/list.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { Empty } from '../feedback/empty.tsx';
import { FaultNote } from '../feedback/fault-note.tsx';
import { Button } from '../form/button.tsx';
import { useLive } from '../live/use-live.ts';
import { Section } from '../page/section.tsx';
import { Age } from '../time/age.tsx';
import { DataTable } from './data-table.tsx';
import { filtersOn, type ListDefinition } from './list-definition.ts';
import { ListToolbar } from './list-toolbar.tsx';
import { Pager, rangeWords } from './pager.tsx';
import { useAnnounceRows } from './use-announce-rows.ts';
import { useExport } from './use-export.ts';
import { requestText, useList } from './use-list.ts';

interface DataListProps<
  R,
  F extends Filters,
  S extends string,
  K extends QueryKey,
  P extends Page<R>,
> {
  readonly list: ListDefinition<R, F, S>;
  /** Its page may have more than rows. */
  readonly query: (request: ListRequest<F, S>) => UseQueryOptions<P, Error, P, K>;
  /** What can be done with several rows at once; without it no row can be chosen. */
  readonly chosen?: {
    /** `run 12`, after “Select”. */
    label(row: R): string;
    actions(keys: ReadonlySet<string>, clear: () => void): ReactNode;
  };
}

/** The last page that came, and what was requested. */
interface Shown<R> {
  readonly request: ListRequest;
  readonly page: Page<R>;
  readonly asOf: string | null;
}

/**
 * A list as a person meets it: filters, views, columns and file above it, pages below it, and
 * every state between nothing requested yet and a result of some time ago.
 */
export function DataList<
  R extends object,
  F extends Filters,
  S extends string,
  K extends QueryKey,
  P extends Page<R>,
>({ list, query, chosen }: DataListProps<R, F, S, K, P>) {
  const { view, request, ignored, setView, setOffset } = useList(list);
  const client = useQueryClient();
  const live = useLive(query(request));
  const text = requestText(request);
  const [shown, setShown] = useState<Shown<R> | null>(null);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  // The page before stays until the next one is there, also when that one never comes.
  if (
    live.data !== undefined &&
    (live.data !== shown?.page || live.asOf !== shown.asOf || requestText(shown.request) !== text)
  )
    setShown({ request, page: live.data, asOf: live.asOf });
  const isOther = shown !== null && live.data === undefined;
  const file = useExport({
    name: list.id,
    columns: list.columns,
    rowKey: list.rowKey,
    read: (offset) =>
      client.query({
        ...query({ ...request, limit: list.shape.mostAtOnce, offset }),
        staleTime: 0,
      }),
  });
  const words =
    shown === null
      ? ''
      : rangeWords({
          offset: shown.request.offset,
          shown: shown.page.rows.length,
          total: shown.page.total,
          one: list.one,
          many: list.many,
        });
  useAnnounceRows(isOther ? null : text, words);
  const change: typeof setView = (changed) => {
    // Chosen rows that a filter takes out of sight would be acted on unseen.
    if (changed.filters !== undefined) setKeys(new Set());
    setView(changed);
  };
  const table = useRef<HTMLDivElement>(null);
  const goesToTable = useRef(false);
  const rows = shown?.page.rows.length ?? 0;
  useEffect(() => {
    if (rows === 0 || !goesToTable.current) return;
    goesToTable.current = false;
    table.current?.focus();
  }, [rows]);
  /** The button that is pressed goes with the note that it is in. */
  const thenToTable = (act: () => void) => () => {
    goesToTable.current = true;
    act();
  };
  const go = (offset: number) => (offset === request.offset ? live.refetch() : setOffset(offset));
  return (
    <Section title={list.title} age={<Age at={shown?.asOf ?? null} fault={live.fault} />}>
      <ListToolbar
        list={list}
        view={view}
        onView={change}
        total={shown?.page.total ?? null}
        file={file}
      />
      {ignored.length > 0 && (
        <div className="pb-1.5 text-dense text-muted">
          <p>This address says something that the list does not understand, which is left out:</p>
          <ul>
            {ignored.map(({ name, text, why }) => (
              <li key={name} className="wrap-anywhere">
                <b>{name}</b> {quoted(text)}: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
      {live.fault !== null && (shown === null || isOther) && (
        <FaultNote
          title={`The ${list.many} cannot be listed`}
          fault={live.fault}
          meaning={
            shown === null
              ? list.faultMeaning
              : `Below is what the list showed before. ${list.faultMeaning}`
          }
          onRetry={live.refetch}
        />
      )}
      {chosen !== undefined && keys.size > 0 && (
        <Chosen keys={keys} one={list.one} many={list.many} clear={() => setKeys(new Set())}>
          {chosen.actions(keys, () => setKeys(new Set()))}
        </Chosen>
      )}
      {shown?.page.rows.length === 0 ? (
        <NoRows
          list={list}
          filters={filtersOn(list, view.filters)}
          total={shown.page.total}
          onClear={thenToTable(() => change({ filters: {} }))}
          onLast={thenToTable(() => go(lastOffset(shown.page.total, request.limit)))}
        />
      ) : (
        (shown !== null || live.fault === null) && (
          <div ref={table} tabIndex={-1} className={live.fault === null ? undefined : 'stale'}>
            <DataTable
              {...list}
              label={list.title}
              rows={shown?.page.rows}
              shown={view.columns}
              // The heads are those of the list's own columns.
              sort={{ by: view.sort, onSort: (sort) => change({ sort: sort as typeof view.sort }) }}
              choice={chosen && { selected: keys, onSelected: setKeys, label: chosen.label }}
              keepsHead
              isBusy={isOther && live.fault === null}
            />
          </div>
        )
      )}
      {shown !== null && shown.page.rows.length > 0 && (
        <Pager
          offset={shown.request.offset}
          size={shown.request.limit}
          shown={shown.page.rows.length}
          total={shown.page.total}
          one={list.one}
          many={list.many}
          onOffset={go}
        />
      )}
    </Section>
  );
}

function Chosen({
  keys,
  one,
  many,
  clear,
  children,
}: {
  readonly keys: ReadonlySet<string>;
  readonly one: string;
  readonly many: string;
  readonly clear: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div
      role="group"
      aria-label={`Selected ${many}`}
      className="flex flex-wrap items-center gap-2 bg-selected px-2.5 py-1.5 text-dense"
    >
      <b>{countOf(keys.size, one, many)} selected</b>
      {children}
      <Button small onClick={clear}>
        Select none
      </Button>
    </div>
  );
}

interface NoRowsProps {
  readonly list: Pick<ListDefinition<never>, 'one' | 'many' | 'empty'>;
  readonly filters: readonly { readonly name: string; readonly words: string }[];
  readonly total: number;
  readonly onClear: () => void;
  readonly onLast: () => void;
}

/** Nothing at all, nothing that matches, and nothing so far along are three things. */
function NoRows({ list, filters, total, onClear, onLast }: NoRowsProps) {
  const { one, many, empty } = list;
  if (total > 0)
    return (
      <Empty
        title="This page is beyond the end of the list"
        actions={
          <Button small onClick={onLast}>
            Go to the last page
          </Button>
        }
      >
        {countOf(total, one, many)} {total === 1 ? 'is' : 'are'} listed on earlier pages.
      </Empty>
    );
  if (filters.length === 0) return <Empty title={empty.title}>{empty.says}</Empty>;
  const [filter, these] = filters.length === 1 ? ['filter', 'this'] : ['filters', 'these'];
  const on = filters.map(({ name, words }) => `${name}: ${words}`).join('; ');
  return (
    <Empty
      title={`No ${many} match ${these} ${filter}`}
      actions={
        <Button small onClick={onClear}>
          Clear the {filter}
        </Button>
      }
    >
      {filters.length === 1 ? 'One filter is' : `${count(filters.length)} filters are`} on: {on}.
      There may be {many} that {filters.length === 1 ? 'it leaves' : 'they leave'} out.
    </Empty>
  );
}
