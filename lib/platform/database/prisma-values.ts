import { ColumnTypeEnum, type ArgType, type ColumnType } from '@prisma/driver-adapter-utils';

interface Reading {
  readonly type: ColumnType;
  readonly parse: (text: string) => unknown;
}

const asText = (text: string): string => text;
const asNumber = (text: string): number => Number(text);
const asBoolean = (text: string): boolean => text === 't';
const asBytes = (text: string): Uint8Array => Buffer.from(text.slice(2), 'hex');
// `2026-11-21 12:00:00.5+01` becomes what every parser of ISO 8601 takes.
const asInstant = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
// `{1,NULL}`; of one dimension.
const asNumbers = (text: string): (number | null)[] =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((one) => (one === 'NULL' ? null : Number(one)));

const reading = (type: ColumnType, parse: Reading['parse'] = asText): Reading => ({ type, parse });

// Object identifiers of PostgreSQL's own types (its catalogue `pg_type.dat`).
const readings: ReadonlyMap<number, Reading> = new Map([
  [16, reading(ColumnTypeEnum.Boolean, asBoolean)],
  [17, reading(ColumnTypeEnum.Bytes, asBytes)],
  [19, reading(ColumnTypeEnum.Text)],
  [20, reading(ColumnTypeEnum.Int64)],
  [21, reading(ColumnTypeEnum.Int32, asNumber)],
  [23, reading(ColumnTypeEnum.Int32, asNumber)],
  [25, reading(ColumnTypeEnum.Text)],
  [114, reading(ColumnTypeEnum.Json)],
  [700, reading(ColumnTypeEnum.Float, asNumber)],
  [701, reading(ColumnTypeEnum.Double, asNumber)],
  [1007, reading(ColumnTypeEnum.Int32Array, asNumbers)],
  [1042, reading(ColumnTypeEnum.Text)],
  [1043, reading(ColumnTypeEnum.Text)],
  [1082, reading(ColumnTypeEnum.Date)],
  [1083, reading(ColumnTypeEnum.Time)],
  [1114, reading(ColumnTypeEnum.DateTime, asInstant)],
  [1184, reading(ColumnTypeEnum.DateTime, asInstant)],
  [1700, reading(ColumnTypeEnum.Numeric)],
  [2950, reading(ColumnTypeEnum.Uuid)],
  [3802, reading(ColumnTypeEnum.Json)],
]);

// What has been declared in the database itself, e.g. an enum, comes as text (PostgreSQL,
// FirstNormalObjectId).
const firstDeclared = 16_384;

/**
 * How Prisma wants a column of this type. Throws for one that no table uses yet: give it a line
 * above.
 */
export function readingOf(dataTypeId: number): Reading {
  const known = readings.get(dataTypeId);
  if (known !== undefined) return known;
  if (dataTypeId >= firstDeclared) return reading(ColumnTypeEnum.Text);
  throw new Error(`Prisma's adapter cannot read values of type ${dataTypeId}`);
}

function ofInstant(value: Date, dbType: string | undefined): string {
  const iso = value.toISOString();
  if (dbType === 'DATE') return iso.slice(0, 10);
  return dbType === 'TIME' || dbType === 'TIMETZ' ? iso.slice(11) : iso;
}

/**
 * A value of Prisma's as both drivers send it. Instants carry their zone, whatever that of the
 * session is.
 */
export function parameterOf(value: unknown, type: ArgType | undefined): unknown {
  if (Array.isArray(value)) return value.map((element) => parameterOf(element, type));
  if (value instanceof Date) return ofInstant(value, type?.dbType);
  if (typeof value !== 'string') return value;
  if (type?.scalarType === 'datetime') return ofInstant(new Date(value), type.dbType);
  return type?.scalarType === 'bytes' ? Buffer.from(value, 'base64') : value;
}
