import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beginOverHttp, buildOnce, startConsole } from '#lib/testing/processes/running-console.ts';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { ownConsole } from '../own-console.ts';
import { ratioOf, type Reporting } from '../reporting.ts';
import { everySeconds, openTargets } from './targets.ts';

const probes = 200;
const many = 50;
const intervals = 3;
/** At the edges of the time a moment may be in, or out. */
const ratioAtMost = 1.05;
/** What somebody who looks on reads, and the page then asks again and again. */
const reads = ['/status', '/api/status/services?time=24-hours', '/api/shell'];

/** Probes of local targets: how often these are asked while one, and while 50 look on. */
export async function viewersPart(reporting: Reporting): Promise<object> {
  const { cleaning, says, table, fail } = reporting;
  buildOnce();
  const { variables } = await ownConsole(reporting);
  const targets = await openTargets(path.dirname(variables.DATA_DIR ?? ''), { probes }, reporting);
  const running = await startConsole({
    ...variables,
    CONSOLE_CONFIG: targets.config,
    NODE_EXTRA_CA_CERTS: targets.authority,
  });
  cleaning.add('the console', () => running.stop());
  const cookie = await beginOverHttp(running.address, running.account);
  const asked = (): number =>
    [...targets.asked.values()].map((times) => times.length).reduce((a, b) => a + b, 0);
  // Those that were never asked are asked at once.
  await delay(everySeconds * 1_000);

  const askedFor = async (
    viewers: number,
  ): Promise<{ asked: number; reads: number; refused: number }> => {
    says(`${viewers} looking on …`);
    const before = asked();
    const untilMs = performance.now() + intervals * everySeconds * 1_000;
    let answered = 0;
    let refused = 0;
    await Promise.all([
      delay(intervals * everySeconds * 1_000),
      ...Array.from({ length: viewers }, async (_, viewer) => {
        await delay((intervalMsOf.warm * viewer) / viewers);
        while (performance.now() < untilMs) {
          for (const read of reads) {
            const response = await fetch(running.address + read, { headers: { cookie } });
            await response.arrayBuffer();
            if (response.status === 200) answered += 1;
            else refused += 1;
          }
          await delay(intervalMsOf.warm);
        }
      }),
    ]);
    // Those who read at the end, and wait once more, take longer.
    const overMs = performance.now() - untilMs;
    const whole = intervals * everySeconds * 1_000;
    const each = ((asked() - before) * whole) / (whole + overMs);
    return { asked: Math.round(each), reads: answered, refused };
  };
  const one = await askedFor(1);
  const all = await askedFor(many);
  const ratio = ratioOf(all.asked, one.asked);
  if (ratio !== null && ratio > ratioAtMost)
    fail(`The targets were asked ${String(ratio)} times as often.`);
  table([
    ['looking on', 'answers to them', 'refused', `askings of ${probes} targets`, 'ratio'],
    ['1', ...[one.reads, one.refused, one.asked].map(String), ''],
    ...[[many, all.reads, all.refused, all.asked, ratio].map(String)],
  ]);
  return { one, many: all, ratio };
}
