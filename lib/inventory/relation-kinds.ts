/** How two things belong together, and which of them stops when the other does. */

export interface RelationKind {
  /** From one to the other, as files write it: `runs on`. */
  readonly kind: string;
  /** The other way round: `runs`. */
  readonly inverse: string;
  /** `from`: what the relation starts from stops with what it leads to; `to`: the other way. */
  readonly stops: 'from' | 'to' | 'neither';
}

export const relationKinds = [
  { kind: 'runs on', inverse: 'runs', stops: 'from' },
  { kind: 'hosted on', inverse: 'hosts', stops: 'from' },
  { kind: 'depends on', inverse: 'needed by', stops: 'from' },
  { kind: 'reads from', inverse: 'read by', stops: 'from' },
  { kind: 'writes to', inverse: 'written by', stops: 'neither' },
  { kind: 'reads and writes', inverse: 'read and written by', stops: 'from' },
  { kind: 'sends to', inverse: 'receives from', stops: 'to' },
  { kind: 'consumes from', inverse: 'consumed by', stops: 'from' },
  { kind: 'calls', inverse: 'called by', stops: 'from' },
  { kind: 'proxies', inverse: 'reached through', stops: 'to' },
  { kind: 'feeds', inverse: 'fed by', stops: 'to' },
  { kind: 'shows', inverse: 'shown by', stops: 'from' },
  { kind: 'points at', inverse: 'pointed at by', stops: 'from' },
  { kind: 'part of', inverse: 'contains', stops: 'neither' },
  { kind: 'signs in with', inverse: 'signs in', stops: 'from' },
  { kind: 'builds', inverse: 'built by', stops: 'neither' },
  { kind: 'makes', inverse: 'made by', stops: 'neither' },
  { kind: 'deploys', inverse: 'deployed by', stops: 'neither' },
  { kind: 'configures', inverse: 'configured by', stops: 'neither' },
  { kind: 'watches', inverse: 'watched by', stops: 'neither' },
  { kind: 'protects', inverse: 'protected by', stops: 'neither' },
  { kind: 'allows', inverse: 'allowed by', stops: 'neither' },
  { kind: 'installed on', inverse: 'has', stops: 'neither' },
  { kind: 'shares', inverse: 'shared by', stops: 'neither' },
  { kind: 'belongs to', inverse: 'owns', stops: 'neither' },
  { kind: 'member of', inverse: 'has as member', stops: 'neither' },
  { kind: 'moves to', inverse: 'replaces', stops: 'neither' },
  { kind: 'moves with', inverse: 'moved with', stops: 'neither' },
  { kind: 'blocked by', inverse: 'blocks', stops: 'neither' },
  { kind: 'describes', inverse: 'described by', stops: 'neither' },
  { kind: 'runs before', inverse: 'runs after', stops: 'neither' },
  { kind: 'notifies', inverse: 'notified by', stops: 'neither' },
  { kind: 'starts from', inverse: 'starting point of', stops: 'neither' },
  { kind: 'leads to', inverse: 'reached by', stops: 'neither' },
] as const satisfies readonly RelationKind[];

export const relationKind = (kind: string): RelationKind | undefined =>
  relationKinds.find((known) => known.kind === kind);
