/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import type { IncidentWithSeen } from './seen-before/model.ts';
import type { MaintenanceList } from './maintenance/model.ts';
import type { StatusTime, StatusView } from './model.ts';

export * from './incidents/model.ts';
export * from './incidents/update-templates.ts';
export * from './maintenance/model.ts';
export * from './model.ts';
export * from './seen-before/model.ts';
export { openIncidents, planMaintenances, takeIncidents, updateIncidents } from './permissions.ts';

export const statusQuery = (time: StatusTime) =>
  queryOptions({
    queryKey: ['status', 'services', time],
    queryFn: ({ signal }) => getJson<StatusView>(`/api/status/services?time=${time}`, signal),
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
