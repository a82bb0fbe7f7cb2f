/**
 * What the letters of a Java date pattern match; the patterns of the contract use no others
 * (`docs/sync-contract.md` 2.2).
 */
const digitsOf: Readonly<Record<string, string>> = {
  uuuu: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  dd: '(?<day>\\d{2})',
  HH: '(?:[01]\\d|2[0-3])',
  mm: '[0-5]\\d',
  ss: '[0-5]\\d',
  SSS: '\\d{3}',
};

const patterns = new Map<string, RegExp | null>();

/** Null when the pattern uses letters that are not known here; such a field is not checked. */
function patternOf(format: string): RegExp | null {
  const known = patterns.get(format);
  if (known !== undefined) return known;
  const tokens = format.match(/'[^']*'|[A-Za-z]+|[^A-Za-z']/g) ?? [];
  let isKnown = true;
  const source = tokens.map((token) => {
    if (token.startsWith("'")) return token.slice(1, -1);
    if (!/^[A-Za-z]/.test(token)) return token.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    const digits = digitsOf[token];
    isKnown &&= digits !== undefined;
    return digits ?? '';
  });
  const pattern = isKnown ? new RegExp(`^${source.join('')}$`) : null;
  patterns.set(format, pattern);
  return pattern;
}

const hasTime = (format: string): boolean => format.includes('HH');

function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  // Years below 100 are read as 19xx by Date.UTC.
  date.setUTCFullYear(year);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function matchesFormat(format: string, value: string): boolean {
  const pattern = patternOf(format);
  if (pattern === null) return true;
  const groups = pattern.exec(value)?.groups;
  if (groups === undefined) return false;
  const { year, month, day } = groups;
  return (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    isCalendarDay(Number(year), Number(month), Number(day))
  );
}

// Documents share their days: a few thousand results cover nearly all of them.
const cachedAtMost = 4_096;
const results = new Map<string, Map<string, boolean>>();

/**
 * Whether a date field of this format accepts the value: digits where they belong and a day that
 * exists (OpenSearch parses strictly).
 */
export function isDate(format: string, value: string): boolean {
  const known = results.get(format) ?? new Map<string, boolean>();
  const before = known.get(value);
  if (before !== undefined) return before;
  if (known.size >= cachedAtMost) known.clear();
  const isValid = matchesFormat(format, value);
  // A long value is no date, and not worth caching.
  if (value.length < 64) known.set(value, isValid);
  results.set(format, known);
  return isValid;
}

/**
 * A bound in the field's own format. A plain day is a bound of a field with time too: its first
 * millisecond for `gte` and `lt`, its last for `lte` and `gt`. Null when it is no date.
 */
export function dateBound(
  format: string,
  bound: 'gte' | 'gt' | 'lte' | 'lt',
  value: string,
): string | null {
  if (isDate(format, value)) return value;
  if (!hasTime(format) || !isDate('uuuu-MM-dd', value)) return null;
  return value + (bound === 'gte' || bound === 'lt' ? 'T00:00:00.000' : 'T23:59:59.999');
}
