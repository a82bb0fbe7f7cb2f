/**
 * Headers of every message of a run. They are never in a body, so that the existing services can
 * send and read the same bodies.
 */
import type { Headers } from '#lib/platform/broker/port.ts';

export interface StageHeaders {
  /** Null on messages from before environments could share a broker. */
  readonly environment: string | null;
  readonly runId: string;
  readonly stage: string;
  readonly attempt: number;
  /** Fencing token of the driver that ordered this attempt. */
  readonly token: number;
}

export interface EndTotals {
  readonly messages: number;
  readonly records: number;
  readonly withheld: number;
}

const names = {
  environment: 'tis-environment',
  run: 'tis-run',
  stage: 'tis-stage',
  attempt: 'tis-attempt',
  token: 'tis-token',
  sequence: 'tis-sequence',
  messages: 'tis-total-messages',
  records: 'tis-total-records',
  withheld: 'tis-withheld',
} as const;

export function stageHeaders(of: StageHeaders): Headers {
  return {
    ...(of.environment === null ? {} : { [names.environment]: of.environment }),
    [names.run]: of.runId,
    [names.stage]: of.stage,
    [names.attempt]: String(of.attempt),
    [names.token]: String(of.token),
  };
}

/** `sequence` counts the messages of an attempt from 1. */
export function dataHeaders(base: Headers, sequence: number): Headers {
  return { ...base, [names.sequence]: String(sequence) };
}

export function endHeaders(base: Headers, totals: EndTotals): Headers {
  return {
    ...base,
    [names.messages]: String(totals.messages),
    [names.records]: String(totals.records),
    [names.withheld]: String(totals.withheld),
  };
}

function count(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/**
 * Where a message says that it comes from; null where it does not, or names no run of a console.
 */
export function readOrigin(headers: Headers): {
  readonly environment: string | null;
  readonly runId: string | null;
} {
  const runId = headers[names.run];
  return {
    environment: headers[names.environment] ?? null,
    runId: runId !== undefined && uuid.test(runId) ? runId : null,
  };
}

/** Null when the message carries none of ours: it comes from a service that is not ours. */
export function readStageHeaders(headers: Headers): StageHeaders | null {
  const { environment, runId } = readOrigin(headers);
  const stage = headers[names.stage];
  const attempt = count(headers[names.attempt]);
  const token = count(headers[names.token]);
  return runId === null || stage === undefined || attempt === null || token === null
    ? null
    : { environment, runId, stage, attempt, token };
}

// What has been received is one bit a number: this bounds it at 32 MB.
const highestSequence = 2 ** 28;

/** Null where there is none, or one that no run of ours would reach. */
export function readSequence(headers: Headers): number | null {
  const sequence = count(headers[names.sequence]);
  return sequence === null || sequence < 1 || sequence > highestSequence ? null : sequence;
}

export function readTotals(headers: Headers): EndTotals | null {
  const messages = count(headers[names.messages]);
  const records = count(headers[names.records]);
  return messages === null || records === null
    ? null
    : { messages, records, withheld: count(headers[names.withheld]) ?? 0 };
}
