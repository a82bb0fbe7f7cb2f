import { setImmediate as breathe } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import type { Delivery } from '#lib/platform/broker/port.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { dataHeaders, stageHeaders } from '../wire-headers.ts';
import { Intake } from './intake.ts';
import { RecordWriter, type WriteOutcome } from './writer.ts';

const runId = newId();
const base = stageHeaders({ environment: 'e', runId, stage: 'pebbles', attempt: 1, token: 1 });
const delivery = (sequence: number, receipt: string, redelivered = false): Delivery => ({
  queue: 'q',
  body: JSON.stringify({ id: `p${String(sequence)}`, colour: 'red' }),
  headers: dataHeaders(base, sequence),
  redelivered,
  receipt,
});

function intakeOver(write: () => Promise<WriteOutcome>): Intake {
  const stage = tinyPipeline({ pebbles: () => [] }).stages.find((one) => one.kind === 'data');
  if (stage?.kind !== 'data') throw new Error('the tiny pipeline has a data stage');
  // Its other members are private, and nobody calls them.
  const writer = Object.assign(Object.create(RecordWriter.prototype) as RecordWriter, { write });
  return new Intake({
    // Nothing here is a dead letter, noted or an end marker: no statement is sent.
    database: {} as Database,
    environment: 'e',
    runId,
    stage,
    attempt: 1,
    token: 1,
    batchesInFlight: 2,
    isOurs: true,
    earlierEnds: 0,
    careful: null,
    makeWriter: () => writer,
    persist: (step) => step(),
    saveEnds: () => Promise.resolve(),
  });
}

/** What is being written is delivered again, as after a reconnect. */
async function deliveredAgain(end: 'written' | 'lost'): Promise<readonly string[][]> {
  const acknowledged: string[][] = [];
  const acknowledge = async (deliveries: readonly Delivery[]): Promise<void> => {
    acknowledged.push(deliveries.map(({ receipt }) => receipt));
  };
  let finish: () => void = () => undefined;
  const intake = intakeOver(
    () =>
      new Promise((resolve, reject) => {
        finish = () =>
          end === 'written'
            ? resolve({ written: 2, merged: 0, rejected: 0, noted: [] })
            : reject(new Error('lost'));
      }),
  );
  await intake.accept([delivery(1, 'a1'), delivery(2, 'a2')], acknowledge);
  await intake.accept([delivery(1, 'b1', true), delivery(2, 'b2', true)], acknowledge);
  for (let turn = 0; turn < 5; turn++) await breathe();
  expect(acknowledged).toEqual([]);
  finish();
  await intake.settle().catch(() => undefined);
  return acknowledged;
}

it('acknowledges what is delivered again only when its first delivery is written', async () => {
  expect((await deliveredAgain('written')).flat().sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
});

it('acknowledges nothing of it when its first delivery is lost', async () => {
  expect(await deliveredAgain('lost')).toEqual([]);
});
