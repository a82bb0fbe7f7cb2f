/** What services are called where nobody knows their technical names. */
import { contractName, runsName } from '#lib/status/index.ts';

interface PlainName {
  readonly name: string;
  readonly note: string;
  /** Who notices that it does not work; null: whoever uses the lists that it serves. */
  readonly affected: string | null;
  /** What it is called while it does not work; absent: that it does not. */
  readonly title?: string;
}

const onlyRefresh = 'The next data refresh. The lists stay as they are.';

/** By the id in the catalogue of outside services. */
const services: ReadonlyMap<string, PlainName> = new Map([
  [
    'search',
    { name: 'Search behind the lists', note: 'Every list is read from it', affected: null },
  ],
  [
    'amqp',
    {
      name: 'Messages between the systems',
      note: 'The data refresh needs them',
      affected: onlyRefresh,
    },
  ],
  [
    'sqs',
    {
      name: 'Doctors from the GMC on their way',
      note: 'The data refresh needs them',
      affected: onlyRefresh,
    },
  ],
  [
    'tcs',
    {
      name: 'Trainees as TIS has them',
      note: 'The data refresh reads them',
      affected: onlyRefresh,
    },
  ],
  [
    'reval',
    {
      name: 'Doctors as Revalidation has them',
      note: 'The data refresh reads them',
      affected: onlyRefresh,
    },
  ],
]);

/** Of what no probe asks, by its name. */
const knownThings: ReadonlyMap<string, PlainName> = new Map([
  [runsName, { name: 'Data refresh', note: '', affected: onlyRefresh }],
  [
    contractName,
    {
      name: 'What the lists are read from',
      note: '',
      affected: null,
      title: 'Some lists may not show what they should',
    },
  ],
]);

/** `www.example.org`, `10.1.2.3`, `fe80::1`, an address of the web, `host:8443`. */
const hostName =
  /(?:\b[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d-]+)*\.[a-z\d-]{2,}\b)|(?:\b\d{1,3}(?:\.\d{1,3}){3}\b)|(?:[\da-f]*:[\da-f:]*:[\da-f]*)|(?:\w+:\/\/\S+)|(?:\b[\w-]+:\d{2,5}\b)/i;

export const hasHostName = (text: string): boolean => hostName.test(text);

const kinds: ReadonlyMap<string, string> = new Map([
  ['http', 'A website'],
  ['tls', 'A secure connection'],
  ['tcp', 'A connection'],
  ['dns', 'An address'],
  ['heartbeat', 'A job'],
  ['amqp', 'A queue'],
  ['sqs', 'A queue'],
  ['postgres', 'A database'],
  ['mysql', 'A database'],
  ['mongodb', 'A database'],
  ['opensearch', 'A search'],
  ['freshness', 'A refresh'],
]);

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** A name that somebody has chosen is theirs, unless it has the name of a host in it. */
export function plainNameOf({ id, name, kind }: Named): Pick<PlainName, 'name'> & {
  readonly note: string | null;
  readonly affected: string | null;
  readonly title?: string;
  /** Every list of users is read from it. */
  readonly isSearch: boolean;
} {
  const thing = kind === '' ? knownThings.get(name) : undefined;
  if (thing !== undefined) return { ...thing, isSearch: false };
  const key = kind === 'service' ? (id.split(':').at(-1) ?? '') : '';
  const known = services.get(key);
  if (known !== undefined) return { ...known, isSearch: key === 'search' };
  return {
    name: hasHostName(name) ? `${kinds.get(kind) ?? 'Something'} that we check` : name,
    note: null,
    affected: null,
    isSearch: false,
  };
}
