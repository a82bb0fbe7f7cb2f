export { statusVariables } from './env.ts';
export { getStatus, statusShell, type StatusWorld } from './get-status.ts';
export * from './model.ts';
export type { Probe, ProbeResult } from './probe.ts';
export { serviceProbe } from './probes/service.ts';
export { runProbes, type ProbePace, type ProbingWorld } from './run-probes.ts';
export { statusRetentions, summariseProbes } from './summary-store.ts';
