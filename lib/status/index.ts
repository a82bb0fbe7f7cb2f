export { statusVariables } from './env.ts';
export { HeartbeatReport } from './heartbeats/model.ts';
export { takeReport, type HeartbeatToken, type HeartbeatWorld } from './heartbeats/take-report.ts';
export {
  openIncident,
  takeIncident,
  tellUsers,
  updateIncident,
  type IncidentWorld,
} from './incidents/change-incident.ts';
export { incidentsToTell } from './incidents/list-incidents.ts';
export type { IncidentsWorld } from './incidents/with-affected.ts';
export * from './incidents/model.ts';
export { knownThings, type KnownThing } from './known/known-things.ts';
export { listChoosable, listMaintenance, showMaintenance } from './maintenance/list-maintenance.ts';
export * from './maintenance/model.ts';
export {
  changeMaintenance,
  endMaintenance,
  planMaintenance,
  type MaintenanceWorld,
} from './maintenance/plan-maintenance.ts';
export * from './model.ts';
export {
  openIncidents,
  planMaintenances,
  runProbesByHand,
  statusPermissions,
  takeIncidents,
  updateIncidents,
  writeForUsers,
} from './permissions.ts';
export type { Probe, ProbeResult } from './probe.ts';
export { heartbeatTokens, probesOf } from './probes/configured.ts';
export {
  listServices,
  statesNow,
  statusShell,
  type StatusWorld,
} from './services/list-services.ts';
export * from './services/service-list.ts';
export * from './services/service-view.ts';
export { showService } from './services/show-service.ts';
export { ScheduledOn } from './probes/settings-parts.ts';
export { ProbeSettings } from './probes/settings.ts';
export { watchProbers } from './prober/watch-probers.ts';
export * from './seen-before/model.ts';
export { listIncidentsWithSeen, showIncidentWithSeen } from './seen-before/with-seen-before.ts';
export { runProbe } from './run-probe.ts';
export { runProbes, type ProbePace, type ProbingWorld } from './run-probes.ts';
export { statusRetentions, summariseProbes } from './summary-store.ts';
