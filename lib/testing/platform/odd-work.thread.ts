/** Work of each kind that a thread may be given. */
import { parentPort, threadId } from 'node:worker_threads';
import { answerFrom } from '#lib/platform/process/thread-program.ts';
import type { OddWork } from './odd-work.ts';

answerFrom<OddWork>(parentPort, () => {
  let sum = 0;
  return {
    add: (number) => (sum += number),
    waitFor(flag) {
      // It gives nobody a turn until somebody else has set it.
      Atomics.wait(new Int32Array(flag), 0, 0);
      return 'set';
    },
    never() {
      for (;;) sum += 1;
    },
    fail() {
      throw new RangeError('This is a bug');
    },
    variables: () => Object.keys(process.env),
    thread: () => threadId,
  };
});
