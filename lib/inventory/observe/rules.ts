/**
 * Which container is which kind of component, and how components are found and compared. The page
 * of imports shows these tables as they are. Pure.
 */

import type { ImportKind } from './observation.ts';
import { resourceRules } from './resource-rules.ts';

/** By the last part of the name of an image; the first that it contains. */
export interface ImageRule {
  readonly images: readonly string[];
  readonly kind: string;
  /** As a declared component may name it. */
  readonly says: readonly string[];
}

export const imageRules: readonly ImageRule[] = [
  { images: ['postgres', 'postgis'], kind: 'database', says: ['Postgres', 'PostgreSQL'] },
  { images: ['mysql', 'percona'], kind: 'database', says: ['MySql'] },
  { images: ['mariadb'], kind: 'database', says: ['MariaDB'] },
  { images: ['mongo'], kind: 'database', says: ['MongoDB'] },
  { images: ['oracle'], kind: 'database', says: ['Oracle'] },
  { images: ['dynamodb'], kind: 'database', says: ['DynamoDB'] },
  { images: ['redis', 'valkey', 'memcached'], kind: 'cache', says: ['Redis', 'Memcached'] },
  { images: ['rabbitmq'], kind: 'broker', says: ['RabbitMQ'] },
  { images: ['activemq'], kind: 'broker', says: ['ActiveMQ'] },
  { images: ['elasticsearch'], kind: 'search-engine', says: ['ElasticSearch'] },
  { images: ['opensearch'], kind: 'search-engine', says: ['OpenSearch'] },
  { images: ['maxwell'], kind: 'change-capture', says: ['Maxwell'] },
  { images: ['jenkins'], kind: 'build-server', says: ['Jenkins'] },
  { images: ['sonarqube'], kind: 'build-server', says: ['Sonarqube'] },
  { images: ['metabase'], kind: 'monitoring-tool', says: ['metabase'] },
  { images: ['grafana'], kind: 'monitoring-tool', says: ['Grafana', 'Graphana'] },
  { images: ['prometheus'], kind: 'monitoring-tool', says: ['Prometheus'] },
  { images: ['httpd', 'apache'], kind: 'application', says: ['Apache'] },
  { images: ['nginx'], kind: 'application', says: ['nginx'] },
  { images: ['keycloak'], kind: 'application', says: ['Keycloak'] },
];

/** What runs in a container, where nothing else is known of it the first. */
export const containerKinds: readonly string[] = [
  'application',
  'database',
  'cache',
  'broker',
  'search-engine',
  'change-capture',
  'build-server',
  'monitoring-tool',
  'load-balancer',
];

/** How a value of the file and the declared one are held against each other. */
export const likenesses = {
  text: 'the same letters and figures, in whatever case',
  words: 'one has the words of the other, or the beginning of them',
  whole: 'one has the whole words of the other',
  version: 'the same as far as both go: 3.8 and 3.8.2',
  numbers: 'every number that is declared is there',
  amounts: 'every amount that is declared is there, in whatever unit: 15 minutes and 900 s',
  days: 'the same, and a number alone is of days',
  exact: 'the same text, blanks aside',
  host: 'the same host',
} as const;
export type Likeness = keyof typeof likenesses;

/** By the name of the attribute; every other one is `text`. */
export const likenessOf: Readonly<Record<string, Likeness>> = {
  engine: 'words',
  technology: 'words',
  version: 'version',
  runtime: 'words',
  port: 'numbers',
  count: 'numbers',
  backups: 'days',
  snapshots: 'days',
  retention: 'days',
  maxReceives: 'numbers',
  memory: 'amounts',
  timeout: 'amounts',
  threshold: 'numbers',
  size: 'whole',
  schedule: 'exact',
  path: 'exact',
  host: 'host',
  hostname: 'host',
  address: 'host',
  url: 'host',
};

/** In their order: the first that finds one component decides. */
export const matchRules = {
  host: 'A host name or an address is the same.',
  name: 'A name is the same, or the name without the words of estate, environment and kind.',
  before: 'The same address was this component in an import before, or a moved block says so.',
  ending: 'A name ends with that of the component.',
  image: 'The image is of the technology of the component, and of no other.',
  label: 'The name in the code, or that of its module, is that of the component.',
  only: 'It is the only one of a type of which there is usually one, and so is the component.',
} as const;
export type MatchRule = keyof typeof matchRules;

/**
 * Everything that an import of a kind can have: for a person who says that it has all of it. A
 * generic file names its own, since most kinds are nothing that a machine can see.
 */
export const allCovered = (kind: Exclude<ImportKind, 'generic'>): readonly string[] =>
  kind === 'terraform' ? resourceRules.flatMap(({ types }) => types) : containerKinds;

export const imageRule = (image: string): ImageRule | undefined =>
  imageRules.find(({ images }) => images.some((name) => image.includes(name)));
