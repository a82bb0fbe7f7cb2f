import { count } from '#lib/kernel/words/numbers.ts';
import { durationShort, timeWords } from '#lib/kernel/words/times.ts';
import type { Run, Stage, Wait } from '#lib/sync/index.ts';

/** Whom a command that waits tells what it waits for. */
export interface Follower {
  started(run: Run, address: string): void;
  progress(run: Run, wait: Wait | null): void;
  /** The console does not answer just now; the run may well go on. */
  away(): void;
  ended(): void;
}

/** What a run waits for is of this width at most, so that it never wraps. */
const longest = 79;

/** What was sent so far says nothing of how much there is. */
function stageWords({ title, received, counted, expected }: Stage): string {
  const all = expected ?? counted;
  const moved = all === null ? count(received) : `${count(received)} of ${count(all)}`;
  return `${title} ${moved}`;
}

/** As pages say it, with the name that commands and addresses take. */
export const nameOf = ({ number, run }: Pick<Run, 'number' | 'run'>): string =>
  `Run ${number} (${run})`;

/** One line about a run that goes on: `Run 12 running, stage 2 of 9: Trainees 20 of 31, 8 s`. */
export function progressInWords(run: Run, wait: Wait | null, nowMs: number): string {
  if (wait !== null) {
    const since = timeWords(new Date(wait.since));
    return `Run ${run.number}: ${wait.title} waits since ${since}. ${wait.says}`;
  }
  const at = run.stages.findIndex(({ state }) => state === 'running');
  const stage = run.stages[at];
  const where =
    stage === undefined ? '' : `, stage ${at + 1} of ${run.stages.length}: ${stageWords(stage)}`;
  const took = durationShort(nowMs - new Date(run.startedAt ?? run.queuedAt).getTime());
  return `Run ${run.number} ${run.state}${where}, ${took}`;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** One line of a terminal that changes; where there is no terminal, nothing. */
export interface ChangingLine {
  show(text: string): void;
  close(): void;
}

export function changingLine(stream: Stream, lines: (text: string) => string): ChangingLine {
  let isOpen = false;
  return {
    show(text) {
      if (stream.isTTY !== true) return;
      stream.write(`\r\u001b[2K${lines(text).slice(0, longest)}`);
      isOpen = true;
    },
    close() {
      if (isOpen) stream.write('\r\u001b[2K');
      isOpen = false;
    },
  };
}

/**
 * Says which run it is, and on a terminal one line that changes. Beside what the command prints, so
 * that a program reads its one value alone.
 */
export function followOn(stream: Stream, lines: (text: string) => string): Follower {
  const { show, close } = changingLine(stream, lines);
  return {
    started: (run, address) =>
      stream.write(`${lines(`${nameOf(run)} is queued. Follow it: ${address}/sync/${run.run}`)}\n`),
    progress: (run, wait) => show(progressInWords(run, wait, Date.now())),
    away: () => show('The console does not answer just now; the run may go on. Waiting for it.'),
    ended: close,
  };
}
