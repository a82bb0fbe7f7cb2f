import { z } from 'zod';

const filter = z.string().nullable();
const documents = z.number().nullable();

/** What scripts get of `indexes check --json`: a key more or less is another interface. */
export const CheckOutput = z.strictObject({
  environment: z.string(),
  observedAt: z.iso.datetime(),
  state: z.enum(['matches', 'drift', 'not-known']),
  aliases: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(['matches', 'missing', 'different', 'not-known']),
      expected: z.strictObject({ target: z.string(), filter }),
      observed: z
        .strictObject({
          targets: z.array(z.string()),
          filter,
          filterText: z.string().nullable(),
          isAlias: z.boolean(),
          routing: z.string().nullable(),
          settings: z.string().nullable(),
        })
        .nullable(),
      comparedBy: z.enum(['meaning', 'execution']),
      shows: documents,
      shouldShow: documents,
      health: z.enum(['green', 'yellow', 'red', 'closed', 'not-known']).nullable(),
      searchFails: z.boolean(),
      says: z.string(),
    }),
  ),
  generations: z.array(
    z.strictObject({
      index: z.string(),
      base: z.string(),
      role: z.enum(['live', 'building']),
      state: z.enum(['matches', 'different', 'not-known']),
      findings: z.array(
        z.strictObject({
          about: z.enum(['mapping', 'settings', 'blocks']),
          concerns: z.enum(['users', 'writes', 'nobody-yet']),
          says: z.string(),
        }),
      ),
      observed: z
        .strictObject({
          fields: z.number(),
          mostFields: z.number(),
          shards: z.number(),
          replicas: z.number(),
          refresh: z.string(),
          blocks: z.array(z.string()),
        })
        .nullable(),
      says: z.string(),
    }),
  ),
  unexpected: z.array(z.strictObject({ name: z.string(), target: z.string(), filter })).nullable(),
  isUnbuilt: z.boolean(),
});
