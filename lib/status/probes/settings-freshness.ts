/** What people configure of a probe of how new something is; safe in a browser. */
import { z } from 'zod';
import {
  common,
  engine,
  expectedAt,
  filledIn,
  isEngineWhole,
  isExpectedOnce,
} from './settings-parts.ts';

export const freshnessKind = 'freshness';

const fresh = { ...common, ...expectedAt, kind: z.literal(freshnessKind) };

/** One that changes nothing is put into another one, so that only its first row is answered. */
const query = z
  .string()
  .max(2_000, 'has more than 2,000 characters. Shorten it')
  .regex(/^\s*select\s/i, 'must be one select of one time, e.g. select max(updated_at) from person')
  .refine((text) => !/;|\$\{/.test(text), 'must be one select, without ; and variables');

const field = z
  .string()
  .regex(/^[\w@][\w@.-]{0,199}$/, 'must be the name of a field with a time, e.g. updatedAt');

const InSql = (of: 'postgres' | 'mysql') =>
  z.strictObject({ ...fresh, of: z.literal(of), url: filledIn, query }).superRefine(isExpectedOnce);

const InMongodb = z
  .strictObject({
    ...fresh,
    of: z.literal('mongodb'),
    url: filledIn,
    collection: z
      .string()
      .regex(/^[\w][\w.-]{0,119}$/, 'must be the name of a collection')
      .refine((name) => !name.startsWith('system.'), 'must be the name of a collection'),
    field,
  })
  .superRefine(isExpectedOnce);

const InOpenSearch = z
  .strictObject({
    ...fresh,
    ...engine,
    of: z.literal('opensearch'),
    index: z
      .string()
      .regex(/^[a-z\d][a-z\d_.*-]{0,199}$/, 'must be the name of an index or an alias'),
    field,
  })
  .superRefine(isExpectedOnce)
  .superRefine(isEngineWhole);

/** The newest time of something must not be older than it is expected. */
export const FreshnessSettings = z.discriminatedUnion(
  'of',
  [InSql('postgres'), InSql('mysql'), InMongodb, InOpenSearch],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? 'must be postgres, mysql, mongodb or opensearch' : undefined,
  },
);
