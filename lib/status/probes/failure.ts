/** Why something could not be asked, or did not answer, in words without addresses. Pure. */
import { TimeLimitPassed } from '#lib/kernel/within-time.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import type { ProbeResult } from '../probe.ts';
import type { Thresholds } from './settings-parts.ts';

/** What was found, apart from how long it took. */
export type Finding = Pick<ProbeResult, 'outcome' | 'says'>;

export const up: Finding = { outcome: 'up', says: null };
export const degraded = (says: string): Finding => ({ outcome: 'degraded', says });
export const down = (says: string): Finding => ({ outcome: 'down', says });

const fromTheWorst: readonly Finding['outcome'][] = ['down', 'not-known', 'degraded'];

/** Several things that were found at once, all of which are said; what is down goes before all. */
export function worstOf(found: readonly Finding[]): Finding {
  const outcome = fromTheWorst.find((one) => found.some((finding) => finding.outcome === one));
  if (outcome === undefined) return up;
  return { outcome, says: sentences(...found.map(({ says }) => says ?? undefined)) };
}

/** How much there is of something, held against how much there may be. */
export function amountFinding(
  amount: number,
  { degradedAbove, most }: Thresholds,
  wordsOf: (amount: number) => string,
): Finding {
  const says = (limit: number): string =>
    `It has ${wordsOf(amount)}, and should have at most ${count(limit)}.`;
  if (most !== undefined && amount > most) return down(says(most));
  if (degradedAbove !== undefined && amount > degradedAbove) return degraded(says(degradedAbove));
  return up;
}

/** Nothing of these is a matter of who is asked. */
const proberWords: ReadonlyMap<string, string> = new Map([
  ['EAI_AGAIN', 'Nobody could tell this console the address.'],
  ['ENETUNREACH', 'This console has no route to it.'],
  ['ENETDOWN', 'This console has no network.'],
  ['EADDRNOTAVAIL', 'This console has no address of its own to ask from.'],
  ['EACCES', 'This machine does not let the console connect.'],
  ['EPERM', 'This machine does not let the console connect.'],
  ['EMFILE', 'This console has too many connections open.'],
  ['ENFILE', 'This console has too many connections open.'],
  ['ENOBUFS', 'This console has too many connections open.'],
]);

/** A server answered, and does not do what was asked; what is said of that. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly finding: Finding) {
    super('a server refused');
  }
}

/** What servers of all kinds refuse, in words that hold of each. */
export const refusals = {
  user: down('It refuses the user of this console, or its password.'),
  forbidden: down('It does not let the user of this console ask that.'),
  database: down('It has no database of that name.'),
  full: degraded('It has as many connections as it takes.'),
  starting: down('It is starting or stopping.'),
  slow: down('It could not answer in time.'),
  question: down('It does not take what it is asked.'),
} as const;

const untrusted = 'Its certificate is signed by nobody whom this console trusts.';
const words: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'Its name has no address.'],
  ['ECONNREFUSED', 'It refused the connection.'],
  ['ECONNRESET', 'It broke the connection off.'],
  ['EPIPE', 'It broke the connection off.'],
  ['ETIMEDOUT', 'It gave no answer.'],
  ['EHOSTUNREACH', 'Its host cannot be reached.'],
  ['CERT_HAS_EXPIRED', 'Its certificate has expired.'],
  ['CERT_NOT_YET_VALID', 'Its certificate is not valid yet.'],
  ['CERT_REVOKED', 'Its certificate was revoked.'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Its certificate is for another name.'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['EPROTO', 'It does not speak TLS as this console does.'],
]);

function wordsOf(code: string): string {
  if (code.startsWith('ERR_SSL_')) return 'It does not speak TLS as this console does.';
  if (code.startsWith('HPE_')) return 'What it answered is no HTTP.';
  return words.get(code) ?? 'It could not be reached.';
}

/** Of several addresses that were tried, each has its own. */
function causesOf(error: unknown): readonly unknown[] {
  return error instanceof AggregateError && error.errors.length > 0
    ? error.errors.flatMap(causesOf)
    : [error];
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Whether nothing but this console's own side failed. */
export const isOfProber = (error: unknown): boolean =>
  causesOf(error).every((cause) => proberWords.has(codeOf(cause)));

/** The prober's own failure hides how it is; any other one is an outage. */
export function failureOf(error: unknown): Finding {
  const causes = causesOf(error);
  const refused = causes.find((cause) => cause instanceof Refused);
  if (refused !== undefined) return refused.finding;
  const theirs = causes.find((cause) => !proberWords.has(codeOf(cause)));
  if (theirs === undefined)
    return { outcome: 'not-known', says: proberWords.get(codeOf(causes[0])) ?? null };
  if (theirs instanceof TimeLimitPassed)
    return {
      outcome: 'down',
      says: `It gave no answer in ${durationWords(Math.ceil(theirs.limitMs / 1_000) * 1_000)}.`,
    };
  return { outcome: 'down', says: wordsOf(codeOf(theirs)) };
}
