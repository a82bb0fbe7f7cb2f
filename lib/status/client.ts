/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import { listSearch } from '#lib/kernel/list.ts';
import type { IncidentWithSeen } from './seen-before/model.ts';
import type { MaintenanceList } from './maintenance/model.ts';
import type { StatusTime } from './model.ts';
import {
  serviceList,
  type ServiceListRequest,
  type ServicesView,
} from './services/service-list.ts';
import type { ServiceView } from './services/service-view.ts';

export * from './incidents/model.ts';
export * from './incidents/update-templates.ts';
export * from './maintenance/model.ts';
export * from './model.ts';
export * from './seen-before/model.ts';
export * from './services/service-list.ts';
export * from './services/service-view.ts';
export {
  openIncidents,
  planMaintenances,
  takeIncidents,
  updateIncidents,
  writeForUsers,
} from './permissions.ts';

/** A page of the list, with bars of that time. */
export const servicesQuery = (request: ServiceListRequest, time: StatusTime) =>
  queryOptions({
    queryKey: ['status', 'services', request, time],
    queryFn: ({ signal }) =>
      getJson<ServicesView>(
        `/api/status/services?${listSearch(serviceList, request)}&time=${time}`,
        signal,
      ),
    refetchInterval: intervalMsOf.warm,
  });

export const serviceQuery = (id: string, time: StatusTime) =>
  queryOptions({
    queryKey: ['status', 'service', id, time],
    queryFn: ({ signal }) =>
      getJson<ServiceView>(`/api/status/service?${new URLSearchParams({ id, time })}`, signal),
    refetchInterval: intervalMsOf.warm,
  });

export const incidentsQuery = queryOptions({
  queryKey: ['status', 'incidents'],
  queryFn: ({ signal }) => getJson<readonly IncidentWithSeen[]>('/api/status/incidents', signal),
  refetchInterval: intervalMsOf.warm,
});

export const incidentQuery = (incident: number) =>
  queryOptions({
    queryKey: ['status', 'incident', incident],
    queryFn: ({ signal }) => getJson<IncidentWithSeen>(`/api/status/incidents/${incident}`, signal),
    refetchInterval: intervalMsOf.warm,
  });

export const maintenanceQuery = queryOptions({
  queryKey: ['status', 'maintenance'],
  queryFn: ({ signal }) => getJson<MaintenanceList>('/api/status/maintenance', signal),
  refetchInterval: intervalMsOf.warm,
});
