/**
 * Hand-made reading of the fields of a body: the hot path of a run, where a schema library costs
 * more than the rest of the work.
 */
import type { Document, Json } from '#lib/platform/search/port.ts';
import type { Day } from './sources.ts';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Why a body cannot be read, in words without data. Thrown by the readers below, caught by the one
 * reader of each message.
 */
export class Unreadable extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'Unreadable';
  }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function parseFields(body: string): Fields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Unreadable('The body is not JSON');
  }
  if (!isFields(parsed)) throw new Unreadable('The body is not a JSON object');
  return parsed;
}

export function readText(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  throw new Unreadable(`${name} is not text`);
}

export function readFlag(fields: Fields, name: string): boolean | null {
  const value = fields[name];
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  throw new Unreadable(`${name} is not true or false`);
}

const isoDay = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const likeADay = /^[+-]?[0-9]{1,6}-[0-9]{1,2}-[0-9]{1,2}$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isCalendarDay(year: unknown, month: unknown, day: unknown): boolean {
  if (typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number')
    return false;
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (monthLengths[month - 1] ?? 0) + (isLeap ? 1 : 0);
}

/** A whole number in each place of a day, whether there is such a day or not. */
const isLikeADay = (value: unknown): boolean =>
  typeof value === 'string'
    ? likeADay.test(value)
    : Array.isArray(value) && value.length === 3 && value.every(Number.isInteger);

/**
 * ISO text or `[y,m,d]`: services write one or the other by their configuration
 * (`docs/sync-contract.md` 1.7). A day that does not exist, as databases hold some, is left out and
 * noted.
 */
export function readDay(fields: Fields, name: string, notes: string[]): Day | null {
  const value = fields[name];
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (
      isoDay.test(value) &&
      isCalendarDay(
        Number(value.slice(0, 4)),
        Number(value.slice(5, 7)),
        Number(value.slice(8, 10)),
      )
    )
      return value;
  } else if (
    Array.isArray(value) &&
    value.length === 3 &&
    isCalendarDay(value[0], value[1], value[2])
  ) {
    return value.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-');
  }
  if (!isLikeADay(value)) throw new Unreadable(`${name} is not a calendar day`);
  notes.push(`${name} is a day that does not exist, and was left out`);
  return null;
}

/** Only these fields, absent ones staying absent. */
export function pickFields(source: Document, fields: readonly string[]): Record<string, Json> {
  const picked: Record<string, Json> = {};
  for (const field of fields) {
    const value = source[field];
    if (value !== undefined && value !== null) picked[field] = value;
  }
  return picked;
}

/**
 * Whether a body is this start marker: JSON text with its quotes, or the bare word as text/plain
 * peers send it (`docs/sync-contract.md` 1.5, 1.7, 6 row 12).
 */
export function isMarker(body: string, marker: string): boolean {
  const received = body.trim();
  return received === marker || `"${received}"` === marker;
}
