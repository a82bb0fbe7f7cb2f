import type { StartReadiness } from '#lib/sync/client.ts';

/** Why the button cannot be pressed now, in words; null when it can. The command decides again. */
export function whyNotStart(
  readiness: StartReadiness | undefined,
  notAllowed: string | null,
  pipeline?: string,
): string | null {
  if (notAllowed !== null) return notAllowed;
  if (readiness === undefined) return 'Not known yet whether a sync can start.';
  if (readiness.active !== null)
    return `Run ${readiness.active.number} has not ended. One run at a time.`;
  const away = readiness.services.filter(({ state }) => state === 'down');
  const trouble = new Set(away.flatMap((one) => one.trouble ?? []));
  if (trouble.size > 0) return [...trouble].join(' ');
  if (away.length > 0) return `${away.map(({ service }) => service).join(', ')} cannot be reached.`;
  if (readiness.callObstacle !== null) return readiness.callObstacle;
  if (readiness.pipelines.length === 0) return 'No pipeline is defined.';
  const isThere = readiness.pipelines.some(({ name }) => name === pipeline);
  return pipeline === undefined || isThere ? null : `There is no pipeline ${pipeline} any more.`;
}
