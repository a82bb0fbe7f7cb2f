import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import { conditionToDsl } from './conditions.ts';
import { filterFromDsl } from './filters.ts';
import { unsupportedCondition, mappingOf, type Fields } from '../fields.ts';
import {
  errorType,
  faultOf,
  request,
  TransientError,
  writeSuffix,
  understood,
  type EngineResponse,
} from './client.ts';
import type { EngineContext } from './read.ts';
import type { AliasMove, AliasRemoval, AliasSettings, AliasState, SwapPlan } from '../port.ts';
import type { Condition } from '../conditions.ts';

const Alias = z.object({
  filter: z.unknown().optional(),
  search_routing: z.string().optional(),
  index_routing: z.string().optional(),
  is_write_index: z.boolean().optional(),
  is_hidden: z.boolean().optional(),
});
const AliasResponse = z.record(z.string(), z.object({ aliases: z.record(z.string(), Alias) }));

function settingsOf(alias: z.infer<typeof Alias>): { readonly settings?: AliasSettings } {
  const settings: AliasSettings = {
    ...(alias.search_routing === undefined ? {} : { searchRouting: alias.search_routing }),
    ...(alias.index_routing === undefined ? {} : { indexRouting: alias.index_routing }),
    ...(alias.is_write_index === undefined ? {} : { isWriteIndex: alias.is_write_index }),
    ...(alias.is_hidden === true ? { isHidden: true } : {}),
  };
  return Object.keys(settings).length === 0 ? {} : { settings };
}

/**
 * The alias through which a bulk writes to an index of ours, and never by the index's own name: the
 * request that moves the readers removes it, and with `require_alias` what comes after that fails.
 */
export const writeAliasOf = (index: string): string => `${index}${writeSuffix}`;

interface Listed {
  readonly aliases: readonly AliasState[];
  /** Every index that is there. */
  readonly indexes: ReadonlySet<string>;
  /** Indexes of ours that take bulk writes. */
  readonly open: ReadonlySet<string>;
}

const longestFilterText = 4_000;

const isWriteAlias = ({ name, index }: AliasState): boolean => name === writeAliasOf(index);

const hasFilter = ({ filter }: z.infer<typeof Alias>): boolean =>
  filter !== undefined && filter !== null;

type Listing = z.infer<typeof AliasResponse>;

/**
 * Fields of the indexes on which an alias has a filter; null where they cannot be read just now,
 * and then no filter is claimed to be understood.
 */
async function filteredFields(
  { mappings }: EngineContext,
  listing: Listing,
): Promise<ReadonlyMap<string, Fields | null>> {
  const indexes = Object.entries(listing)
    .filter(
      ([index, { aliases }]) => !index.startsWith('.') && Object.values(aliases).some(hasFilter),
    )
    .map(([index]) => index);
  if (indexes.length === 0) return new Map();
  const leading = new Map<string, string>();
  const shared = new Set<string>();
  for (const [index, { aliases }] of Object.entries(listing))
    for (const name of Object.keys(aliases))
      if (leading.has(name)) shared.add(name);
      else leading.set(name, index);
  for (const name of shared) leading.delete(name);
  const known = await mappings.ofMany(indexes, leading);
  return new Map([...known].map(([index, found]) => [index, found?.fields ?? null]));
}

function statesOf(
  index: string,
  aliases: Listing[string]['aliases'],
  fields: Fields | null,
): AliasState[] {
  return Object.entries(aliases).map(([name, alias]) => ({
    name,
    index,
    ...(hasFilter(alias)
      ? {
          filter: fields === null ? 'foreign' : filterFromDsl(alias.filter, fields),
          filterText: JSON.stringify(alias.filter).slice(0, longestFilterText),
        }
      : { filter: null }),
    ...settingsOf(alias),
  }));
}

async function listAll(context: EngineContext): Promise<Listed> {
  const { connection, policy } = context;
  const { body } = await request(connection, policy, { method: 'GET', path: '/_alias' });
  const listing = understood(AliasResponse, body);
  const fields = await filteredFields(context, listing);
  const states = Object.entries(listing).flatMap(([index, { aliases }]) =>
    statesOf(index, aliases, fields.get(index) ?? null),
  );
  const aliases = states
    .filter((state) => !state.index.startsWith('.') && !state.name.startsWith('.'))
    .filter((state) => !isWriteAlias(state))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    aliases,
    indexes: new Set(Object.keys(listing)),
    open: new Set(states.filter(isWriteAlias).map(({ index }) => index)),
  };
}

/** Every alias but those of the engine's own indexes and those that only writers use. */
export async function listAliases(context: EngineContext): Promise<readonly AliasState[]> {
  return (await listAll(context)).aliases;
}

/** An index is made with its write alias, and only a swap takes it away. */
export async function listSealed(
  context: EngineContext,
  names: readonly string[],
): Promise<readonly string[]> {
  const { indexes, open } = await listAll(context);
  return names.filter((index) => indexes.has(index) && !open.has(index));
}

function fieldsInCondition(condition: Condition): string[] {
  switch (condition.is) {
    case 'all':
      return [];
    case 'differs':
      return [condition.a, condition.b];
    case 'any-of-nested':
      return [condition.path];
    case 'and':
      return condition.all.flatMap(fieldsInCondition);
    case 'or':
      return condition.any.flatMap(fieldsInCondition);
    case 'not':
      return fieldsInCondition(condition.of);
    default:
      return [condition.field];
  }
}

// A filter outlives the moment in which it is set: on a field that is not mapped yet it would mean
// something else later.
function filterOf(filter: Condition, fields: Fields): object {
  const unmapped = fieldsInCondition(filter).find((field) => mappingOf(fields, field) === null);
  if (unmapped !== undefined)
    throw unsupportedCondition(`An alias filter names ${unmapped}, which the index does not map`);
  return conditionToDsl(filter, fields);
}

function mismatch(move: AliasRemoval, states: readonly AliasState[]): boolean {
  const now = states.filter((state) => state.name === move.alias).map(({ index }) => index);
  return now.length !== move.from.length || !now.every((index) => move.from.includes(index));
}

interface PreparedMove extends AliasMove {
  readonly dsl: object | null;
  /** Of the index that it moves to. */
  readonly fields: Fields;
}

function hasMoved(move: PreparedMove, states: readonly AliasState[]): boolean {
  const [now, ...others] = states.filter((state) => state.name === move.alias);
  const expected = move.dsl === null ? null : filterFromDsl(move.dsl, move.fields);
  return others.length === 0 && now?.index === move.to && isDeepStrictEqual(now.filter, expected);
}

function prepare(context: EngineContext, plan: SwapPlan): Promise<PreparedMove[]> {
  return Promise.all(
    plan.moves.map(async (move) => {
      const { index, fields } = await context.mappings.of(move.to);
      if (index !== move.to)
        throw new FaultError({ kind: 'not-found', says: `There is no index called ${move.to}` });
      return { ...move, fields, dsl: move.filter === null ? null : filterOf(move.filter, fields) };
    }),
  );
}

interface Prepared {
  readonly moves: readonly PreparedMove[];
  readonly removals: readonly AliasRemoval[];
  readonly removeIndexes: readonly string[];
  readonly seals: readonly string[];
}

function actionsOf(
  { moves, removals, removeIndexes, seals }: Prepared,
  mustExist: boolean,
): { readonly actions: readonly object[] } {
  const strictly = mustExist ? { must_exist: true } : {};
  const leaving = [...removals, ...moves].flatMap(({ alias, from }) =>
    from
      // An index that is removed takes its aliases with it.
      .filter((index) => !removeIndexes.includes(index))
      .map((index) => ({ remove: { index, alias, ...strictly } })),
  );
  const additions = moves.map(({ alias, to, dsl }) => ({
    add: { index: to, alias, ...(dsl === null ? {} : { filter: dsl }) },
  }));
  return {
    actions: [
      ...removeIndexes.map((index) => ({ remove_index: { index } })),
      ...leaving,
      ...seals.map((index) => ({ remove: { index, alias: writeAliasOf(index), ...strictly } })),
      ...additions,
    ],
  };
}

/** The `_aliases` request of a swap, as it is written in the engine's own documents. */
export async function swapTextOf(context: EngineContext, plan: SwapPlan): Promise<string> {
  const { removals = [], removeIndexes, seals = [] } = plan;
  const moves = await prepare(context, plan);
  const { actions } = actionsOf({ moves, removals, removeIndexes, seals }, false);
  const lines = actions.map((action) => `  ${JSON.stringify(action)}`);
  return `POST /_aliases\n{"actions":[\n${lines.join(',\n')}\n]}`;
}

/**
 * Not retried: a lost response says nothing about what was done, so the aliases are read instead.
 */
async function post(context: EngineContext, actions: object): Promise<EngineResponse | null> {
  try {
    return await context.connection.send({
      method: 'POST',
      path: '/_aliases',
      body: actions,
      timeoutMs: 60_000,
    });
  } catch (error) {
    if (error instanceof TransientError) return null;
    throw error;
  }
}

const isUnknownField = (response: EngineResponse): boolean =>
  response.status === 400 && errorType(response.body) === 'x_content_parse_exception';

async function send(
  context: EngineContext,
  prepared: Prepared,
  engine: { canMustExist: boolean },
): Promise<EngineResponse | null> {
  if (engine.canMustExist) {
    const response = await post(context, actionsOf(prepared, true));
    if (response === null || !isUnknownField(response)) return response;
    engine.canMustExist = false;
  }
  return post(context, actionsOf(prepared, false));
}

const missingTypes: ReadonlySet<string> = new Set([
  'aliases_not_found_exception',
  'index_not_found_exception',
  'invalid_alias_name_exception',
]);

const WithCause = z.object({ error: z.object({ caused_by: z.object({ type: z.string() }) }) });

/** OpenSearch 1.3 to 3.8 and Elasticsearch 7.10 refuse a filter, and nothing else, in this form. */
const isRefusedFilter = ({ status, body }: EngineResponse): boolean =>
  status === 400 &&
  errorType(body) === 'illegal_argument_exception' &&
  WithCause.safeParse(body).success;

const Validated = z.object({ valid: z.boolean() });

/**
 * Which filters the engine does not take: the refusal names none but in its text. All of them where
 * it does not say so of any.
 */
async function refusedFilters(
  { connection, policy }: EngineContext,
  { moves }: Prepared,
): Promise<readonly string[]> {
  const filtered = moves.filter(({ dsl }) => dsl !== null);
  const isRefused = async ({ to, dsl }: PreparedMove): Promise<boolean> => {
    const path = `/${encodeURIComponent(to)}/_validate/query`;
    const call = { method: 'POST', path, body: { query: dsl } } as const;
    try {
      return !understood(Validated, (await request(connection, policy, call)).body).valid;
    } catch (error) {
      if (error instanceof FaultError) return error.fault.kind === 'invalid';
      throw error;
    }
  };
  const refused = await Promise.all(filtered.map(isRefused));
  const named = filtered.filter((_, at) => refused[at]);
  return (named.length > 0 ? named : filtered).map(({ alias }) => alias);
}

/** Null: it refuses something else. */
async function refusalOfFilter(
  context: EngineContext,
  prepared: Prepared,
  response: EngineResponse,
): Promise<ReturnType<typeof refuse> | null> {
  if (!isRefusedFilter(response)) return null;
  const [first, ...others] = await refusedFilters(context, prepared);
  if (first === undefined) return null;
  const which =
    others.length === 0 ? `the filter of ${first}` : `a filter of ${someWords([first, ...others])}`;
  return refuse(
    'invalid',
    `The search engine refuses ${which}, and no alias was moved. Correct it in the contract, or ` +
      'let the index take it.',
    { alias: first },
  );
}

/**
 * One `_aliases` request. Where the engine knows `must_exist`, a removal of an alias that has moved
 * fails the whole request, and so does one of a seal that is gone: a request that was held up on
 * its way, while another one did the same and readers were led back since, moves nobody again.
 * OpenSearch 1.3 and Elasticsearch 7.10 do not, and there the state is only read just before and
 * just after: of two concurrent swaps at most one succeeds, but an alias may be left on both
 * indexes. Both ways a swap that did not come out as planned is a conflict.
 */
export function swapIn(context: EngineContext): (plan: SwapPlan) => Promise<Result<void>> {
  const engine = { canMustExist: true };
  return async (plan) => {
    const before = await listAll(context);
    const { removals = [], removeIndexes } = plan;
    const moved = [...plan.moves, ...removals].find((one) => mismatch(one, before.aliases));
    if (moved !== undefined)
      return refuse('conflict', `The alias ${moved.alias} is no longer where it was`, {
        alias: moved.alias,
      });
    const seals = (plan.seals ?? []).filter(
      (index) => before.open.has(index) && !removeIndexes.includes(index),
    );
    const steps = plan.moves.length + removals.length + removeIndexes.length + seals.length;
    if (steps === 0) return done(undefined);
    context.mappings.clear();
    const moves = await prepare(context, plan);
    const prepared = { moves, removals, removeIndexes, seals };
    const response = await send(context, prepared, engine);
    context.mappings.clear();
    if (response !== null && response.status >= 400) {
      if (missingTypes.has(errorType(response.body)))
        return refuse('conflict', 'An alias or an index is no longer where it was');
      const refusal = await refusalOfFilter(context, prepared, response);
      if (refusal !== null) return refusal;
      throw faultOf(response);
    }
    const after = await listAll(context);
    const mismatched =
      moves.find((one) => !hasMoved(one, after.aliases)) ??
      removals.find(({ alias }) => after.aliases.some((state) => state.name === alias));
    if (mismatched === undefined && !seals.some((index) => after.open.has(index)))
      return done(undefined);
    if (response === null || mismatched === undefined)
      throw new FaultError({
        kind: 'unavailable',
        says: 'The search side did not respond while the aliases were moved',
      });
    return refuse(
      'conflict',
      `The alias ${mismatched.alias} was moved by another client at the same time`,
      { alias: mismatched.alias },
    );
  };
}
