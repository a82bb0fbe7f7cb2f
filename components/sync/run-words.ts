import { timeWords } from '#lib/kernel/words/times.ts';
import { editsOfRun, isObserved, type Run, type Wait } from '#lib/sync/client.ts';
import { failureOf, failureWords, hasSwapBegun } from './run/failure.ts';
import { runNumberOf } from './run/reader-layout.ts';
import { readersEffect, type ReadersFacts } from './run/readers-effect.ts';
import { runStyle } from './state-words.ts';

/**
 * Under the title: what this run does or did for users, and of what it led them to, whether they
 * have left it since.
 */
export function leadOf(run: Run, readers?: ReadersFacts): string {
  const says = deedOf(run);
  const left = readers === undefined ? null : leftFor(run, readers);
  return left === null ? says : `${says} ${left}`;
}

/** Where users of a settled run are now, when that is known and no more what it built. */
function leftFor(run: Run, facts: ReadersFacts): string | null {
  if (run.state !== 'settled' || run.dry || isObserved(run)) return null;
  if (readersEffect(facts) !== 'known') return null;
  const read = new Set(
    facts.readers.flatMap(({ live }) => (live === null ? [] : [runNumberOf(live)])),
  );
  const [other] = read;
  if (other === undefined || other === null || read.size > 1 || other === run.number) return null;
  return other < run.number
    ? `They have since been moved back to generation ${other}.`
    : `They have since moved on to generation ${other}.`;
}

/** What this run does or did for users. */
function deedOf(run: Run): string {
  if (isObserved(run)) return observedLead(run);
  switch (run.state) {
    case 'settled':
      return run.dry
        ? 'A dry run: everything was built and checked, then dropped before the swap. ' +
            'Nothing changed for users.'
        : 'Users were moved to what this run built: all aliases together, once.';
    case 'failed': {
      const { when, forUsers } = failureWords[failureOf(run)];
      return `The run ended ${when}. ${forUsers}`;
    }
    case 'cancelled':
      return `${run.cancelledBy ?? 'A person'} cancelled this run. Nothing changes for users.`;
    case 'cancelling':
      return hasSwapBegun(run)
        ? `${run.cancelledBy ?? 'A person'} asked to cancel this run at its swap. It ends once ` +
            'it is known what users read.'
        : `${run.cancelledBy ?? 'A person'} asked to cancel this run. Nothing changes for users.`;
    case 'queued':
      return 'Waiting for a worker to take it. Nothing has changed for users.';
    default:
      if (run.dry)
        return (
          'A dry run: builds and checks everything beside what users are reading, then drops it ' +
          'before the swap. Nothing changes for users.'
        );
      return (
        'Rebuilds the search indexes beside the ones users are reading. Nothing changes ' +
        'for them until the swap.'
      );
  }
}

function observedLead(run: Run): string {
  switch (run.state) {
    case 'settled':
      return 'The Integration service ran it. It has ended, as far as can be seen from here.';
    case 'failed':
      return failureWords[failureOf(run)].forUsers;
    case 'cancelled':
    case 'cancelling':
      return `${run.cancelledBy ?? 'A person'} ended the watching. The sync itself goes on.`;
    case 'queued':
      return 'Waiting for a worker to call the Integration service. It has not been called.';
    default:
      return (
        'The Integration service empties the index that users read, and fills it again: their ' +
        'pages are empty or wrong until it ends.'
      );
  }
}

/** Until changes are carried over, whoever starts or watches a run has to know it. */
export const editsAreLost =
  'What services write through the aliases while a run builds is not in the new generation: the ' +
  'swap loses it.';

/** The same of one run, with the number of documents; null where its swap loses nothing. */
export function editsWords(run: Run): string | null {
  if (isObserved(run)) return null;
  const edits = editsOfRun(run);
  const isQueued = run.state === 'queued' || run.state === 'preparing';
  if (edits === null) return isQueued && !run.dry ? editsAreLost : null;
  const { asOf } = run.edits ?? {};
  if (run.endedAt !== null || asOf === undefined) return edits;
  return `${edits} Counted at ${timeWords(new Date(asOf))}.`;
}

/**
 * What the live region says: it changes with the state of the run or the stage it is in, never with
 * a count.
 */
export function announcementOf(run: Run, wait: Wait | null): string {
  const stage = run.stages.find(({ state }) => state === 'running');
  const word = runStyle(run.state, wait).word.toLowerCase();
  return stage === undefined || run.endedAt !== null
    ? `Run ${run.number}: ${word}`
    : `Run ${run.number}: ${word}, stage ${stage.title}`;
}
