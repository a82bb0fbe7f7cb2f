/**
 * The sync of the operators' own page: profile B with the two aliases of profile C
 * (`docs/sync-contract.md` 1.2, 1.3).
 */
import { hasDoctorPart, hasTraineePart, mergePart } from '../merge.ts';
import {
  connectedIndex,
  deriveConnections,
  disconnectedIndex,
  exceptionIndex,
  expectConnections,
} from '../participants/connection/derive.ts';
import {
  deriveRecommendations,
  expectRecommendations,
  recommendationIndex,
} from '../participants/recommendation/derive.ts';
import { extractDoctors } from '../participants/recommendation/extract.ts';
import { doctorEndBody, readDoctor } from '../participants/recommendation/wire.ts';
import { extractTrainees } from '../participants/tcs/extract.ts';
import { readTrainee, traineeEndBody } from '../participants/tcs/wire.ts';
import type { DataStage, DerivedStage, Pipeline } from '../pipeline.ts';
import {
  documentedAliases,
  documentedIndexes,
  documentedPlainFields,
} from './documented-indexes.ts';
import { documentedPages } from './documented-pages.ts';

const masterIndex = 'masterdoctorindex';

const trainees = (exchange: string): DataStage => ({
  kind: 'data',
  name: 'trainees',
  title: 'Trainees',
  participant: 'tcs',
  start: {
    route: {
      exchange,
      key: 'reval.connection.syncstart',
      queues: ['reval.queue.connection.syncstart'],
    },
    body: '"syncStart"',
  },
  data: {
    channel: 'amqp',
    route: {
      exchange,
      key: 'reval.connection.syncdata',
      queues: ['reval.queue.connection.syncdata'],
    },
  },
  endBody: traineeEndBody,
  target: masterIndex,
  extract: extractTrainees,
  countSource: async ({ tcs }, { asOf }) => ({
    records: await tcs.countTrainees(asOf),
    isSynthetic: tcs.isSynthetic,
  }),
  read: readTrainee,
  merge: mergePart,
  hasPart: hasTraineePart,
});

const doctors = (exchange: string): DataStage => ({
  kind: 'data',
  name: 'doctors',
  title: 'GMC doctors',
  participant: 'recommendation',
  start: {
    route: {
      exchange,
      key: 'reval.recommendation.syncstart',
      queues: ['reval.queue.recommendation.syncstart'],
    },
    body: '"gmcSyncStart"',
  },
  data: {
    channel: 'sqs',
    route: { exchange: '', key: '', queues: ['tis-revalidation-sync-gmc-queue'] },
  },
  endBody: doctorEndBody,
  target: masterIndex,
  extract: extractDoctors,
  countSource: async ({ recommendation }, { asOf }) => ({
    records: await recommendation.countDoctors(asOf),
    isSynthetic: recommendation.isSynthetic,
  }),
  read: readDoctor,
  merge: mergePart,
  hasPart: hasDoctorPart,
});

const rebuildKey = 'reval.indexrebuildgetmastercommand.requested';
const recommendationQueue = 'reval.queue.indexrebuildgetmastercommand.requested.recommendation';
const connectionQueue = 'reval.queue.indexrebuildgetmastercommand.requested.connection';

const derivedIndexes = (exchange: string): DerivedStage => ({
  kind: 'derived',
  name: 'derived-indexes',
  title: 'Derived indexes',
  command: {
    route: { exchange, key: rebuildKey, queues: [recommendationQueue, connectionQueue] },
    body: '"getMaster"',
  },
  source: masterIndex,
  derivations: [
    {
      participant: 'recommendation',
      queue: recommendationQueue,
      targets: [recommendationIndex],
      expected: (search, _sources, source) => expectRecommendations(search, source),
      derive: (search, _sources, source) => deriveRecommendations(search, source),
    },
    {
      participant: 'connection',
      queue: connectionQueue,
      targets: [connectedIndex, disconnectedIndex, exceptionIndex],
      expected: expectConnections,
      derive: deriveConnections,
    },
  ],
});

/** `exchange`: where the existing services meet (`REVAL_EXCHANGE`). */
export function documented(exchange: string): Pipeline {
  return {
    name: 'documented',
    version: 1,
    title: 'As documented: trainees, GMC doctors, then four derived indexes',
    indexes: documentedIndexes,
    aliases: documentedAliases,
    pages: documentedPages,
    plainFields: documentedPlainFields,
    stages: [
      { kind: 'prepare', name: 'prepare', title: 'Prepare' },
      trainees(exchange),
      doctors(exchange),
      derivedIndexes(exchange),
      { kind: 'swap', name: 'swap', title: 'Swap' },
    ],
  };
}
