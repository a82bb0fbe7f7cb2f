/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson, postJson } from '#lib/kernel/get-json.ts';
import { listSearch, type Page } from '#lib/kernel/list.ts';
import type { AllowListView } from './allow-lists/model.ts';
import type { CertificatesView } from './certificates/view.ts';
import type { EnvironmentsView } from './compare/view.ts';
import type { OperationsView } from './things.ts';
import type { BlueGreenView } from './blue-green/view.ts';
import { firstReached, type GraphQuestion } from './graph/graph-question.ts';
import type { GraphView } from './graph/graph.ts';
import type { MatrixQuestion, MatrixView } from './graph/matrix.ts';
import {
  migrationList,
  type MigrationListRequest,
  type MigrationRow,
} from './migration/migration-list.ts';
import type { MigrationView, WhatIfView } from './migration/migration-view.ts';
import {
  firstRelations,
  itemList,
  type Facets,
  type ItemInList,
  type ItemListRequest,
} from './item-list.ts';
import type { DependenciesView, Gap, HistoryView, ItemView, ReachView } from './item-view.ts';
import {
  driftList,
  type DriftPage,
  type DriftRequest,
  type DriftRow,
} from './observe/drift-view.ts';
import type { PastIncidentView } from './past-incidents/view.ts';
import type { ApplyImport, ImportOutcome, ImportPreview, PreviewImport } from './exchange/model.ts';

export * from './allow-lists/model.ts';
export * from './blue-green/answer.ts';
export * from './blue-green/commands-of.ts';
export * from './blue-green/model.ts';
export * from './blue-green/view.ts';
export * from './branch-check.ts';
export * from './changes/requests.ts';
export { placeWords } from './exchange/complaint.ts';
export { decodeFile, fileTooLarge, largestFileBytes } from './exchange/decode-file.ts';
export * from './exchange/model.ts';
export * from './graph/graph-question.ts';
export * from './graph/graph.ts';
export * from './graph/layout.ts';
export * from './graph/picture.ts';
export type * from './certificates/view.ts';
export type * from './compare/view.ts';
export type { Expiry, Finding } from './certificates/covers.ts';
export type * from './compare/compare-environments.ts';
export type * from './things.ts';
export * from './graph/matrix.ts';
export { identityOf } from './identity.ts';
export * from './item-list.ts';
export * from './migration/migration-item.ts';
export * from './migration/migration-list.ts';
export type * from './migration/migration-view.ts';
export * from './migration/move-request.ts';
export type { Objection } from './migration/order-rules.ts';
export { sizeOf, type CountedRow, type SizeLine } from './migration/sizing.ts';
export type { BurnUpPoint } from './migration/burn-up.ts';
export type { Blocked, Plan, Step, WayBack } from './migration/what-if.ts';
export * from './item-view.ts';
export * from './kind-items.ts';
export { isList } from './kind.ts';
export * from './model.ts';
export { whyTooLarge } from './observe/decode-text.ts';
export * from './observe/drift-view.ts';
export * from './observe/observation.ts';
export * from './observe/resource-rules.ts';
export * from './observe/rules.ts';
export * from './past-incidents/view.ts';
export * from './permissions.ts';

export const itemsQuery = (request: ItemListRequest) =>
  queryOptions({
    queryKey: ['inventory', 'items', request],
    queryFn: ({ signal }) =>
      getJson<Page<ItemInList>>(`/api/inventory/items?${listSearch(itemList, request)}`, signal),
    refetchInterval: intervalMsOf.cold,
  });

/** What the filters can be, whatever the order and the page. */
export const facetsQuery = ({ filters }: Pick<ItemListRequest, 'filters'>) =>
  queryOptions({
    queryKey: ['inventory', 'facets', filters],
    queryFn: ({ signal }) => {
      const request = { filters, sort: itemList.usual, limit: 1, offset: 0 };
      return getJson<Facets>(`/api/inventory/facets?${listSearch(itemList, request)}`, signal);
    },
    refetchInterval: intervalMsOf.cold,
  });

/** With the first of its relations. */
export const itemQuery = (key: string) =>
  queryOptions({
    queryKey: ['inventory', 'item', key],
    queryFn: ({ signal }) =>
      getJson<ItemView>(
        `/api/inventory/item?${new URLSearchParams({ key, relations: String(firstRelations) })}`,
        signal,
      ),
    refetchInterval: intervalMsOf.cold,
  });

/** With all of its relations, when somebody wants to see them. */
export const wholeItemQuery = (key: string) =>
  queryOptions({
    queryKey: ['inventory', 'item', key, 'whole'],
    queryFn: ({ signal }) =>
      getJson<ItemView>(`/api/inventory/item?${new URLSearchParams({ key })}`, signal),
    refetchInterval: intervalMsOf.cold,
  });

/** Changes of a thing from before one, page after page. */
export const historyQuery = (key: string, before: number) =>
  queryOptions({
    queryKey: ['inventory', 'history', key, before],
    queryFn: ({ signal }) =>
      getJson<HistoryView>(
        `/api/inventory/history?${new URLSearchParams({ key, before: String(before) })}`,
        signal,
      ),
    // What was changed once stays so.
    staleTime: 'static',
  });

export const dependenciesQuery = (key: string) =>
  queryOptions({
    queryKey: ['inventory', 'depends', key],
    queryFn: ({ signal }) =>
      getJson<DependenciesView>(
        `/api/inventory/depends?${new URLSearchParams({ key, most: String(firstReached) })}`,
        signal,
      ),
    refetchInterval: intervalMsOf.cold,
  });

export const missingQuery = queryOptions({
  queryKey: ['inventory', 'missing'],
  queryFn: ({ signal }) => getJson<readonly Gap[]>('/api/inventory/missing', signal),
  refetchInterval: intervalMsOf.cold,
});

export const driftQuery = (request: DriftRequest) =>
  queryOptions({
    queryKey: ['inventory', 'drift', request],
    queryFn: ({ signal }) =>
      getJson<DriftPage>(`/api/inventory/drift?${listSearch(driftList, request)}`, signal),
    refetchInterval: intervalMsOf.cold,
  });

/** What the newest imports say of a component. */
export const observedQuery = (key: string) =>
  queryOptions({
    queryKey: ['inventory', 'observed', key],
    queryFn: ({ signal }) =>
      getJson<readonly DriftRow[]>(
        `/api/inventory/observed?${new URLSearchParams({ key })}`,
        signal,
      ),
    refetchInterval: intervalMsOf.cold,
  });

/** The readers, and with them all that reads YAML, only where somebody chooses a file. */
export const loadReader = () => import('./observe/read-observation.ts');

export const blueGreenQuery = queryOptions({
  queryKey: ['inventory', 'blue-green'],
  queryFn: ({ signal }) => getJson<BlueGreenView>('/api/inventory/blue-green', signal),
  refetchInterval: intervalMsOf.warm,
});

export const graphQuery = ({ of, direction, depth }: GraphQuestion) =>
  queryOptions({
    queryKey: ['inventory', 'graph', of, direction, depth ?? null],
    queryFn: ({ signal }) => {
      const asked = { of, direction, ...(depth === undefined ? {} : { depth: String(depth) }) };
      return getJson<GraphView>(`/api/inventory/graph?${new URLSearchParams(asked)}`, signal);
    },
    refetchInterval: intervalMsOf.cold,
  });

/** Addresses in it only for who may see them. */
export const allowListsQuery = queryOptions({
  queryKey: ['inventory', 'allow-lists'],
  queryFn: ({ signal }) => getJson<readonly AllowListView[]>('/api/inventory/allow-lists', signal),
  refetchInterval: intervalMsOf.cold,
});

export const certificatesQuery = queryOptions({
  queryKey: ['inventory', 'certificates'],
  queryFn: ({ signal }) => getJson<CertificatesView>('/api/inventory/certificates', signal),
  refetchInterval: intervalMsOf.cold,
});

export const environmentsQuery = (estate: string) =>
  queryOptions({
    queryKey: ['inventory', 'environments', estate],
    queryFn: ({ signal }) =>
      getJson<EnvironmentsView>(
        `/api/inventory/environments?${new URLSearchParams({ estate })}`,
        signal,
      ),
    refetchInterval: intervalMsOf.cold,
  });

export const operationsQuery = queryOptions({
  queryKey: ['inventory', 'operations'],
  queryFn: ({ signal }) => getJson<OperationsView>('/api/inventory/operations', signal),
  refetchInterval: intervalMsOf.cold,
});

/** Asked only when a person wants to know. */
export const reachQuery = (question: Record<'from' | 'to' | 'port', string>) =>
  queryOptions({
    queryKey: ['inventory', 'reach', question],
    queryFn: ({ signal }) =>
      getJson<ReachView>(`/api/inventory/reach?${new URLSearchParams(question)}`, signal),
  });

export const matrixQuery = ({ estate, kind, offset }: MatrixQuestion) =>
  queryOptions({
    queryKey: ['inventory', 'matrix', estate ?? null, kind ?? null, offset],
    queryFn: ({ signal }) => {
      const asked = {
        ...(estate === undefined ? {} : { estate }),
        ...(kind === undefined ? {} : { kind: kind.join(',') }),
        ...(offset === 0 ? {} : { offset: String(offset) }),
      };
      return getJson<MatrixView>(`/api/inventory/matrix?${new URLSearchParams(asked)}`, signal);
    },
    refetchInterval: intervalMsOf.cold,
  });

/** What a file would change. `file` tells one that was chosen from the next. */
export const importPreviewQuery = (file: number, input: PreviewImport | null) =>
  queryOptions({
    queryKey: ['inventory-import', file, input?.isRemoving, input?.renames],
    queryFn: ({ signal }) =>
      postJson<ImportPreview>('/api/v1/inventory/preview-import', input, signal),
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });

export const sendImport = (input: ApplyImport): Promise<ImportOutcome> =>
  postJson<ImportOutcome>('/api/v1/inventory/import', input);

export const migrationQuery = queryOptions({
  queryKey: ['inventory', 'migration'],
  queryFn: ({ signal }) => getJson<MigrationView>('/api/inventory/migration/view', signal),
  refetchInterval: intervalMsOf.cold,
});

export const migrationItemsQuery = (request: MigrationListRequest) =>
  queryOptions({
    queryKey: ['inventory', 'migration', 'items', request],
    queryFn: ({ signal }) =>
      getJson<Page<MigrationRow>>(
        `/api/inventory/migration/items?${listSearch(migrationList, request)}`,
        signal,
      ),
    refetchInterval: intervalMsOf.cold,
  });

export const whatIfQuery = (chosen: readonly string[]) =>
  queryOptions({
    queryKey: ['inventory', 'migration', 'what-if', chosen],
    queryFn: ({ signal }) =>
      getJson<WhatIfView>(
        `/api/inventory/migration/what-if?${new URLSearchParams({ choose: chosen.join('\n') })}`,
        signal,
      ),
    refetchInterval: intervalMsOf.cold,
  });

export const pastIncidentsQuery = queryOptions({
  queryKey: ['inventory', 'past-incidents'],
  queryFn: ({ signal }) =>
    getJson<readonly PastIncidentView[]>('/api/inventory/past-incidents', signal),
  refetchInterval: intervalMsOf.cold,
});
