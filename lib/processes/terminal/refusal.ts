import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { FaultError, type Fault } from '#lib/kernel/result.ts';

/** ` at 17:30:05 on 21 July 2026 (London)`; nothing of what is no time. */
const atInLondon = (iso: string): string =>
  Number.isNaN(Date.parse(iso))
    ? ''
    : ` at ${format(new TZDate(iso, 'Europe/London'), "HH:mm:ss 'on' d MMMM yyyy")} (London)`;

interface Attempt {
  /** Of the console that refused. */
  readonly address: string;
  readonly environment: string;
  /** The value of `--confirm`. */
  readonly confirm: string | undefined;
}

/**
 * A refusal with what only the terminal knows: the page of the run that is in the way of a start,
 * and the option in which a terminal gives what is missing. Other errors stay as
 * they are.
 */
export function withNextStep(error: unknown, { address, environment, confirm }: Attempt): unknown {
  if (!(error instanceof FaultError)) return error;
  const { kind, says, detail } = error.fault;
  if (kind === 'conflict' && typeof detail?.['run'] === 'string') {
    return new FaultError({
      kind,
      says,
      detail: { ...detail, url: `${address}/sync/${encodeURIComponent(detail['run'])}` },
    });
  }
  if (detail?.['isFamilyMissing'] === true)
    return new FaultError({ ...error.fault, says: `${says} A terminal names it with --base.` });
  if (error.fault.fields?.['typedName'] === undefined || confirm !== undefined) return error;
  return new FaultError({
    ...error.fault,
    says: `${says} A terminal types the name with --confirm ${environment}.`,
  });
}

/**
 * What a person reads: the sentence, then who runs what since when and where to look, as far as it
 * is known.
 */
export function refusalInWords({ says, detail }: Fault): string {
  const { run, startedBy, since, state, url, id } = detail ?? {};
  if (typeof run !== 'string' || typeof startedBy !== 'string' || typeof since !== 'string')
    return typeof id === 'string' ? `${says}\nIts id: ${id}` : says;
  const now = typeof state === 'string' ? `; it is ${state} now` : '';
  return [
    says,
    `It was started by ${startedBy}${atInLondon(since)}${now}.`,
    ...(typeof url === 'string' ? [`Follow it: ${url}`] : []),
  ].join('\n');
}
