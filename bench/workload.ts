/** What each stage of a run moves and writes, made before anything is measured. */
import type { OutgoingMessage } from '#lib/platform/broker/port.ts';
import type { BulkWrite, Document } from '#lib/platform/search/port.ts';
import type { Run, SyncWorld } from '#lib/sync/index.ts';
import type { DataStage, DerivedStage } from '#lib/sync/pipeline.ts';
import { dataHeaders, endHeaders, stageHeaders } from '#lib/sync/wire-headers.ts';
import type { Load } from './floor.ts';

/** The messages of a data stage, with the headers of this run. */
export async function messagesOf(
  world: SyncWorld,
  stage: DataStage,
  runId: string,
  asOf: string,
): Promise<OutgoingMessage[]> {
  const base = stageHeaders({ environment: null, runId, stage: stage.name, attempt: 1, token: 1 });
  const messages: OutgoingMessage[] = [];
  let withheld = 0;
  for await (const extracted of stage.extract(world.sources, { asOf, until: new Date() })) {
    if (extracted.kind === 'send')
      messages.push({ body: extracted.body, headers: dataHeaders(base, messages.length + 1) });
    else withheld++;
  }
  const sent = messages.length;
  messages.push({
    body: stage.endBody,
    headers: endHeaders(base, { messages: sent, records: sent, withheld }),
  });
  return messages;
}

/** Folds the messages into `documents` (by id) and returns those that the stage leaves behind. */
export function documentsOf(
  stage: DataStage,
  messages: readonly OutgoingMessage[],
  documents: Map<string, Document>,
): BulkWrite[] {
  const touched = new Set<string>();
  for (const { body } of messages) {
    const reading = stage.read(body);
    if (reading.kind !== 'records') continue;
    for (const record of reading.records) {
      if (record.kind !== 'write') continue;
      documents.set(record.id, stage.merge(documents.get(record.id) ?? null, record.part).document);
      touched.add(record.id);
    }
  }
  return [...touched].map((id): BulkWrite => ({
    op: 'index',
    id,
    source: documents.get(id) ?? {},
  }));
}

/** The documents of a generation as they are. */
export async function readAll(world: SyncWorld, index: string): Promise<BulkWrite[]> {
  const writes: BulkWrite[] = [];
  for await (const page of world.search.scan(index)) {
    for (const { id, source } of page) writes.push({ op: 'index', id, source });
  }
  return writes;
}

/** The documents of a derived stage, read from the generations that the run has made. */
export async function derivedLoads(
  world: SyncWorld,
  stage: DerivedStage,
  run: Run,
): Promise<Load[]> {
  const loads: Load[] = [];
  for (const target of stage.derivations.flatMap((derivation) => derivation.targets)) {
    loads.push({ index: target, writes: await readAll(world, run.generations[target] ?? target) });
  }
  return loads;
}
