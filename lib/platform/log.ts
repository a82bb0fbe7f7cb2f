import pino from 'pino';
import { printable } from '../kernel/free-text.ts';
import { FaultError } from '../kernel/result.ts';
import { StatementError } from './database/faults.ts';

/**
 * Structured log. Never pass bodies, names, GMC numbers, connection strings or driver errors whole:
 * `errorFacts` keeps what is safe.
 */
export type Log = pino.Logger;

export function createLog(level: string, name: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    name,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: bounded },
    hooks: { streamWrite: escaped },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const longestText = 500;
const mostItems = 50;

/** A value is no longer than a reader needs, whoever chose its length. */
function bounded(facts: Record<string, unknown>): Record<string, unknown> {
  const short = (value: unknown): unknown => {
    if (typeof value === 'string') return printable(value, longestText);
    return Array.isArray(value) ? value.slice(0, mostItems).map(short) : value;
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, short(value)]));
}

const inNoLine = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;

/** JSON leaves these as they are, and terminals obey them or show another order. */
const escaped = (line: string): string =>
  line.replace(inNoLine, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Faults and refused statements keep the driver's error as their cause, for its code only. */
function sourceOf(error: Error): Error {
  const isWrapper = error instanceof FaultError || error instanceof StatementError;
  return isWrapper && error.cause instanceof Error ? sourceOf(error.cause) : error;
}

/**
 * The safe part of an error: its class, a driver code and an HTTP status, without message or body
 * (drivers put data into both).
 */
export function errorFacts(error: unknown): { error: string; code?: string; status?: number } {
  if (!(error instanceof Error)) return { error: typeof error };
  const facts: { error: string; code?: string; status?: number } = { error: error.name };
  const source = sourceOf(error);
  if ('code' in source && (typeof source.code === 'string' || typeof source.code === 'number'))
    facts.code = String(source.code);
  if ('statusCode' in error && typeof error.statusCode === 'number')
    facts.status = error.statusCode;
  return facts;
}

const frameLine = /^\s+at .+:\d+:\d+\)?$/;
const mostFrames = 12;

/**
 * Where an error was thrown, innermost first: the lines of its stack without the message above
 * them, which drivers fill with data.
 */
export function errorFrames(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  const { message, stack } = error;
  const at = message === '' ? -1 : stack.indexOf(message);
  const below = at === -1 ? stack : stack.slice(at + message.length);
  return below
    .split('\n')
    .filter((line) => frameLine.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim());
}
