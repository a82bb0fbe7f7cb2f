/** What may never be, whatever was done. Pure. */
import type { RunbookState, SharedState } from './model.ts';

function ofEnvironment({ environment, link, current, previous, versions }: SharedState): string[] {
  const names = versions.map(({ name }) => name);
  const isDeployed = (name: string | null): boolean =>
    versions.some((version) => version.name === name && version.state === 'deployed');
  return [
    ...(link === 'linked' && !isDeployed(current)
      ? [`${environment} would be linked to a version that is not deployed.`]
      : []),
    ...(current !== null && current === previous
      ? [`${environment} would have the same version as current and as previous.`]
      : []),
    ...((link === 'absent' || link === 'undeploying') && names.length > 0
      ? [`Versions would be left of ${environment}, whose shared resources are gone.`]
      : []),
    ...(link === 'absent' && (current !== null || previous !== null)
      ? [`${environment} would lead to versions without shared resources.`]
      : []),
    ...(new Set(names).size < names.length ? [`${environment} would have a version twice.`] : []),
  ];
}

/** Each in a sentence; empty: it may be so. */
export const forbidden = ({ environments }: RunbookState): string[] => [
  ...environments.flatMap(ofEnvironment),
  ...(new Set(environments.map(({ environment }) => environment)).size < environments.length
    ? ['An environment would be there twice.']
    : []),
];
