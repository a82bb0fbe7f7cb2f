import { parentPort } from 'node:worker_threads';
import { answerFrom } from '#lib/platform/process/thread-program.ts';
import type { FileParts } from './file-parts.ts';
import { FileReading } from './file-reading.ts';

const reading = new FileReading();
answerFrom<FileParts>(parentPort, {
  read: (file) => reading.read(file),
  want: (given) => reading.want(given),
  know: (items) => reading.know(items),
  plan: () => reading.plan(),
  lose: (inbound) => reading.lose(inbound),
  show: () => reading.show(),
  showItems: (from) => reading.showItems(from),
  decide: (seen) => reading.decide(seen),
  changes: (from) => reading.changes(from),
});
