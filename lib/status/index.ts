export { statusVariables } from './env.ts';
export { getStatus, statusShell, type StatusWorld } from './get-status.ts';
export * from './model.ts';
export type { Probe, ProbeResult } from './probe.ts';
export { probeOf } from './probes/configured.ts';
export { serviceProbe } from './probes/service.ts';
export { ProbeSettings } from './probes/settings.ts';
export { runProbes, type ProbePace, type ProbingWorld } from './run-probes.ts';
export { statusRetentions, summariseProbes } from './summary-store.ts';
