import { parentPort } from 'node:worker_threads';
import { answerFrom } from '#lib/platform/process/thread-program.ts';
import type { FileParts } from './file-parts.ts';
import { FileReading } from './file-reading.ts';
import { readImport, type ImportReading } from './read-import.ts';

type FileText = FileParts['read']['takes'];

let last: { readonly text: string; readonly reading: ImportReading } | null = null;

/** Whoever imports what a preview has shown sends the same file again. */
function readAgain({ format, text }: FileText): ImportReading {
  // A reading of YAML takes down complaints of what it was held against.
  if (format !== 'csv') return readImport(format, text);
  if (last?.text !== text) last = { text, reading: readImport(format, text) };
  return last.reading;
}

answerFrom<FileParts>(parentPort, () => {
  const reading = new FileReading(readAgain);
  return {
    read: (file) => reading.read(file),
    want: (given) => reading.want(given),
    know: (items) => reading.know(items),
    plan: () => reading.plan(),
    lose: (inbound) => reading.lose(inbound),
    show: () => reading.show(),
    showItems: (from) => reading.showItems(from),
    decide: (seen) => reading.decide(seen),
    changes: (from) => reading.changes(from),
  };
});
