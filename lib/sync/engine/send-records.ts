import { inBatches } from '#lib/kernel/batcher.ts';
import type { OutgoingMessage } from '#lib/platform/broker/port.ts';
import type { DataStage, Pipeline } from '../pipeline.ts';
import { dataHeaders, endHeaders, stageHeaders } from '../wire-headers.ts';
import type { SyncWorld } from '../world.ts';
import { whileReporting } from './claim-reports.ts';
import type { Order, Duty } from './participant.ts';
import { noteRecords, type NotedRecord } from './store.ts';

const messagesAtOnce = 500;

/** Our stand-in for a participant: reads its source, sends a message a record, then the end marker with the totals. */
async function sendRecords(world: SyncWorld, stage: DataStage, order: Order): Promise<void> {
  const counts = { sent: 0, withheld: 0 };
  const broker = world.brokers[stage.data.channel];
  const base = stageHeaders(order.headers);
  await whileReporting(
    world,
    order,
    () => ({ ...counts }),
    async (signal) => {
      await broker.ensure([stage.data.route]);
      // One publish is on its way while the next batch is read, so that neither the source nor the broker waits for the other.
      let publishing: Promise<void> = Promise.resolve();
      for await (const batch of inBatches(stage.extract(world.sources, { asOf: order.run.as_of }), messagesAtOnce)) {
        signal.throwIfAborted();
        const messages: OutgoingMessage[] = [];
        const withheld: NotedRecord[] = [];
        for (const extracted of batch) {
          if (extracted.kind === 'send') messages.push({ body: extracted.body, headers: dataHeaders(base, ++counts.sent) });
          else withheld.push({ kind: 'quarantined', reason: extracted.reason, reference: extracted.reference });
        }
        counts.withheld += withheld.length;
        await publishing;
        const published = broker.publish(stage.data.route, messages);
        // Marked as handled: it is awaited in the next round, and must not count as unhandled before.
        published.catch(() => undefined);
        publishing = published;
        await noteRecords(world.database, order.run.id, stage.name, order.claim.attempt, withheld);
      }
      await publishing;
      signal.throwIfAborted();
      const totals = { messages: counts.sent, records: counts.sent, withheld: counts.withheld };
      await broker.publish(stage.data.route, [{ body: stage.endBody, headers: endHeaders(base, totals) }]);
    },
  );
}

/** What our stand-in for the participant of a data stage does when it is told to begin. */
export function dataDuty(world: SyncWorld, pipeline: Pipeline, stage: DataStage): Duty {
  const queue = stage.start.route.queues[0];
  if (queue === undefined) throw new Error(`stage ${stage.name} has no start queue`);
  return {
    pipeline,
    participant: stage.participant,
    stage: stage.name,
    route: stage.start.route,
    queue,
    body: stage.start.body,
    work: (order) => sendRecords(world, stage, order),
  };
}
