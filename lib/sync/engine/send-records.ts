import { inBatches } from '#lib/kernel/batcher.ts';
import { InFlight } from '#lib/kernel/in-flight.ts';
import type { OutgoingMessage } from '#lib/platform/broker/port.ts';
import { withPatience } from '#lib/platform/database/with-patience.ts';
import type { DataStage, Pipeline } from '../pipeline.ts';
import { dataHeaders, endHeaders, stageHeaders } from '../wire-headers.ts';
import type { SyncWorld } from '../world.ts';
import { batchSizeIn } from './pace.ts';
import { whileReporting } from './claim-reports.ts';
import type { Order, Duty } from './participant.ts';
import { noteRecords, type NotedRecord } from './records-store.ts';

// A broker that confirms in groups is used fully by several, while the source is read.
const publishesInFlight = 3;

/**
 * Our own participant: reads its source, sends a message a record, then the end marker
 * with the totals.
 */
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
      const publishing = new InFlight(publishesInFlight);
      for await (const batch of inBatches(
        stage.extract(world.sources, {
          asOf: order.run.as_of,
          until: order.run.started_at ?? order.run.queued_at,
        }),
        batchSizeIn(world),
      )) {
        signal.throwIfAborted();
        const messages: OutgoingMessage[] = [];
        const noted: NotedRecord[] = [];
        const withhold = (reason: string, reference: string): void => {
          counts.withheld++;
          noted.push({ kind: 'quarantined', reason, reference });
        };
        for (const extracted of batch) {
          const { reference } = extracted;
          if (extracted.kind === 'withhold') {
            withhold(extracted.reason, reference);
            continue;
          }
          const headers = dataHeaders(base, counts.sent + 1);
          const message = { body: extracted.body, headers };
          // One odd record, such as one that is too large to be sent, stops no others.
          const refusal = broker.refusalOf(message);
          if (refusal === null) {
            counts.sent++;
            messages.push(message);
            for (const reason of extracted.notes ?? [])
              noted.push({ kind: 'noted', reason, reference });
          } else withhold(refusal.says, reference);
        }
        await publishing.add(() => broker.publish(stage.data.route, messages));
        publishing.throwIfFailed();
        await noteRecords(
          withPatience(world.database, signal),
          order.run.id,
          stage.name,
          order.claim.attempt,
          noted,
        );
      }
      await publishing.settle();
      signal.throwIfAborted();
      const totals = { messages: counts.sent, records: counts.sent, withheld: counts.withheld };
      await broker.publish(stage.data.route, [
        { body: stage.endBody, headers: endHeaders(base, totals) },
      ]);
    },
  );
}

/** What our stand-in for the participant of a data stage does when it gets its order. */
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
