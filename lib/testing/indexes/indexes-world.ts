/** Environments with indexes, aliases and a contract, on every search engine there is. */
import { describe, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { FaultError, type Result } from '#lib/kernel/result.ts';
import {
  createGenerations,
  makeSearchable,
  swapGenerations,
  type Contract,
  type PlannedContract,
  type GenerationRun,
} from '#lib/indexes/index.ts';
import type { Actor } from '#lib/access/index.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import { createLog } from '#lib/platform/log.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { differs, equals, type Condition } from '#lib/platform/search/conditions.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Document, Search } from '#lib/platform/search/port.ts';
import { catalogueOf } from '#lib/platform/outside-service.ts';
import type { World } from '#lib/platform/world.ts';
import { embeddedDatabase, postgresDatabase, uniqueName } from '../platform/databases.ts';

const text = { type: 'text', keyword: true, fielddata: false } as const;
const fields = {
  gmcReferenceNumber: text,
  tcsDesignatedBody: text,
  designatedBody: text,
  membershipType: text,
  existsInGmc: { type: 'boolean' },
} as const;
const keyField = 'gmcReferenceNumber';

export const operator: Actor = {
  id: 'operator-1',
  name: 'operator@example.org',
  role: 'operator',
  requestId: 'request-1',
};

/** A doctor: half of them are known to the GMC, and every third has two different bodies. */
export function doctor(at: number): Document & { readonly gmcReferenceNumber: string } {
  const body = `1-BODY${String(at % 2)}`;
  return {
    gmcReferenceNumber: String(7_000_000 + at),
    existsInGmc: at % 2 === 0,
    tcsDesignatedBody: body,
    designatedBody: at % 3 === 0 ? '1-OTHER' : body,
  };
}

export interface IndexesWorld {
  readonly world: World;
  /** Base name of the index of doctors; `derived` is a second family. */
  readonly base: string;
  readonly derived: string;
  readonly contract: PlannedContract;
  /** A run that builds and fills its generations; readers stay where they are. */
  build(documents: number): Promise<BuiltRun>;
  /** The same, and then all readers move there, as this contract says. */
  settle(documents: number, contract?: Contract): Promise<BuiltRun>;
  /** A document as a service writes it, into an index that takes no more bulk writes of ours. */
  edit(index: string, document: ReturnType<typeof doctor>): Promise<void>;
  fill(index: string, doctors: readonly ReturnType<typeof doctor>[]): Promise<void>;
  /** Moves the clock of the world. */
  later(seconds: number): void;
}

export interface BuiltRun {
  readonly run: GenerationRun;
  /** Base name to concrete index. */
  readonly generations: Readonly<Record<string, string>>;
}

export interface SearchEngine {
  readonly database: Database;
  readonly search: Search;
  /** Of a real engine; null: the search side is in the database. */
  readonly url: string | null;
  /** An environment of its own, with names that nothing else uses. */
  environment(given?: { readonly isProduction?: boolean }): IndexesWorld;
  close(): Promise<void>;
}

export interface RealSearchEngine extends SearchEngine {
  readonly url: string;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new FaultError(result.fault);
  return result.value;
}

// Letters alone: the audit takes seven figures in a row for the number of a doctor.
const freshName = (prefix: string): string =>
  uniqueName(prefix).replaceAll(/\d/g, (figure) => 'abcdefghij'.charAt(Number(figure)));

function environmentIn(
  { database, search, url }: Pick<SearchEngine, 'database' | 'search' | 'url'>,
  isProduction: boolean,
): IndexesWorld {
  const [base, derived, name] = [freshName('master'), freshName('derived'), freshName('env')];
  let now = new Date('2026-11-21T10:00:00Z');
  let number = 0;
  const log = createLog('silent', 'test');
  const broker = createDatabaseBroker(database, { environment: name, log });
  const world: World = {
    clock: { now: () => now },
    database,
    brokers: { amqp: broker, sqs: broker },
    search,
    log,
    environment: { name, title: name, isProduction, driver: 'managed' },
    catalogue: catalogueOf([], () => new Date()),
  };
  const contract: PlannedContract = {
    pages: [],
    aliases: [
      { name: base, target: base, filter: null },
      { name: `${base}_connections`, target: base, filter: equals('existsInGmc', true) },
      {
        name: `${base}_discrepancies`,
        target: base,
        filter: differs('tcsDesignatedBody', 'designatedBody'),
      },
      { name: derived, target: derived, filter: null },
    ],
    indexes: [base, derived].map((one) => ({ base: one, fields, keyField })),
  };
  const fill: IndexesWorld['fill'] = async (index, documents) => {
    const results = await search.bulk(
      index,
      documents.map((source) => ({ op: 'create', id: source.gmcReferenceNumber, source })),
    );
    if (results.some(({ verdict }) => verdict !== 'written')) throw new Error('not all written');
  };
  const build: IndexesWorld['build'] = async (documents) => {
    number += 1;
    now = new Date(now.getTime() + 60_000);
    const run = { id: newId(), name: `${name}-${String(number)}`, number };
    const generations = await createGenerations(world, {
      environment: name,
      run,
      at: now,
      indexes: contract.indexes,
      readBy: contract.aliases.map(({ name: alias }) => alias),
    });
    const all = Array.from({ length: documents }, (_, at) => doctor(at));
    for (const index of Object.values(generations)) await fill(index, all);
    await makeSearchable(world, name, Object.values(generations));
    return { run, generations };
  };
  return {
    world,
    base,
    derived,
    contract,
    build,
    fill,
    async settle(documents, given = contract) {
      const built = await build(documents);
      const swap = { environment: name, ...built, ...given, guard: () => Promise.resolve(true) };
      valueOf(await swapGenerations(world, swap));
      return built;
    },
    async edit(index, document) {
      const id = document.gmcReferenceNumber;
      if (url !== null) return sendTo(url, 'PUT', `/${index}/_doc/${id}?refresh=true`, document);
      await database.run(
        'update search_index set takes_writes = true where environment = $1 and name = $2',
        ['test', index],
      );
      await fill(index, [document]);
      await database.run(
        'update search_index set takes_writes = false where environment = $1 and name = $2',
        ['test', index],
      );
    },
    later(seconds) {
      now = new Date(now.getTime() + seconds * 1_000);
    },
  };
}

async function openEngine(
  openDatabase: () => Promise<Database>,
  url: string | null,
): Promise<SearchEngine> {
  const database = await openDatabase();
  const search =
    url === null ? openDatabaseSearch(database, 'test') : await openOpenSearch({ url });
  const made: IndexesWorld[] = [];
  return {
    database,
    search,
    url,
    environment({ isProduction = false } = {}) {
      const environment = environmentIn({ database, search, url }, isProduction);
      made.push(environment);
      return environment;
    },
    async close() {
      for (const { base, derived } of made) {
        const left = await search.indexes(`${base}*,${derived}*`);
        await search.swap({ moves: [], removeIndexes: left.map((index) => index.name) });
      }
      await search.close();
      await database.close();
    },
  };
}

const { DATABASE_URL, OPENSEARCH_URL, OPENSEARCH13_URL, ELASTICSEARCH7_URL } = process.env;

const engines = [
  {
    name: 'embedded',
    isReal: false,
    isThere: true,
    open: () => openEngine(embeddedDatabase, null),
  },
  {
    name: 'PostgreSQL (DATABASE_URL)',
    isReal: false,
    isThere: DATABASE_URL !== undefined,
    open: () => openEngine(() => postgresDatabase(DATABASE_URL ?? ''), null),
  },
  ...[
    { name: 'OpenSearch (OPENSEARCH_URL)', url: OPENSEARCH_URL },
    { name: 'OpenSearch 1.3 (OPENSEARCH13_URL)', url: OPENSEARCH13_URL },
    { name: 'Elasticsearch 7.10 (ELASTICSEARCH7_URL)', url: ELASTICSEARCH7_URL },
  ].map(({ name, url }) => ({
    name,
    isReal: true,
    isThere: url !== undefined,
    open: () => openEngine(embeddedDatabase, url ?? null),
  })),
];

interface OnEngine {
  /** Not the search side in tables. */
  readonly isReal: boolean;
  /** A test of what tables never are: there it is none, rather than one that proves nothing. */
  itReal(title: string, test: () => Promise<void>): void;
  /** Tests of that kind alone. */
  describeReal(title: string, tests: () => void): void;
}
type Suite = (open: () => Promise<SearchEngine>, on: OnEngine) => void;

const onEngines = (title: string, among: typeof engines, suite: Suite): void => {
  describe.each(among)(`${title}, $name`, ({ isReal, isThere, open }) => {
    const none = (): void => undefined;
    const itReal: OnEngine['itReal'] = isReal ? it : none;
    const describeReal: OnEngine['describeReal'] = isReal ? describe : none;
    describe.skipIf(!isThere)('there', () => suite(open, { isReal, itReal, describeReal }));
  });
};

/** Runs the suite on every search engine whose variable is set, and on the embedded one. */
export const onEverySearchEngine = (title: string, suite: Suite): void =>
  onEngines(title, engines, suite);

/** The same of what is never in tables: requests, an account, shards, states of an index. */
export function onRealSearchEngines(
  title: string,
  suite: (open: () => Promise<RealSearchEngine>) => void,
): void {
  onEngines(
    title,
    engines.filter(({ isReal }) => isReal),
    (open) =>
      suite(async () => {
        const engine = await open();
        if (engine.url === null) throw new Error('not a real engine');
        return { ...engine, url: engine.url };
      }),
  );
}

/** What another client makes of an alias behind the console's back; null: nothing. */
export async function putAlias(
  { search }: Pick<SearchEngine, 'search'>,
  alias: string,
  now: { readonly index: string; readonly filter?: Condition | null } | null,
): Promise<void> {
  const from = (await search.aliases())
    .filter((state) => state.name === alias)
    .map(({ index }) => index);
  const plan =
    now === null
      ? { moves: [], removals: [{ alias, from }], removeIndexes: [] }
      : {
          moves: [{ alias, from, to: now.index, filter: now.filter ?? null }],
          removeIndexes: [],
        };
  valueOf(await search.swap(plan));
}

/** A request as people send it to a real engine. */
export async function sendTo(
  url: string,
  method: string,
  path: string,
  body: object,
): Promise<void> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)}`);
}
