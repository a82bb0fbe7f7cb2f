import type { RunDetail } from '#lib/sync/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { layOutReaders, runNumberOf, type GenerationBox } from './reader-layout.ts';
import { notKnownWords, readersEffect, whenLastRead, type ReadersFacts } from './readers-effect.ts';

/** Of a run of the Integration service, no run of ours made what users read. */
const generationWords = (number: number | null, isInPlace: boolean): string =>
  number !== null
    ? `generation ${number}`
    : isInPlace
      ? 'the index that the Integration service fills'
      : 'an index that no run made';

type Facts = ReadersFacts & Pick<RunDetail, 'documents' | 'observed' | 'run'>;

/** The map in words: the same facts for those who do not see it. */
export function readersSentence(detail: Facts): string {
  const { boxes } = layOutReaders(detail);
  const building = boxes.find(({ role }) => role === 'building');
  return (
    nowWords(detail, boxes) +
    (building === undefined
      ? ''
      : buildingWords(building, readersEffect(detail) === 'known', detail.run.dry))
  );
}

function nowWords(facts: Facts, boxes: readonly GenerationBox[]): string {
  const effect = readersEffect(facts);
  if (effect === 'not-known') return notKnownWords(facts);
  const pointing = (number: number | null): number =>
    facts.readers.filter(({ live }) => live !== null && runNumberOf(live) === number).length;
  const live = boxes
    .filter(({ role }) => role === 'live')
    .map(
      ({ runNumber }) =>
        `${generationWords(runNumber, facts.observed !== null)} through ` +
        countOf(pointing(runNumber), 'alias', 'aliases'),
    );
  if (effect === 'stale')
    return (
      `${whenLastRead(facts)} users read ` +
      `${live.length === 0 ? 'nothing through these names' : live.join(' and ')}. Now it is ` +
      'not known.'
    );
  return live.length === 0
    ? 'Users read nothing through these names yet.'
    : `Users read ${live.join(' and ')}.`;
}

/** "Nobody reads it" is said only of what the search engine shows now. */
function buildingWords({ runNumber }: GenerationBox, isKnown: boolean, isDry: boolean): string {
  const built = `${capital(generationWords(runNumber, false))} is being built`;
  if (isDry)
    return (
      ` ${built}${isKnown ? ' beside it; nobody reads it' : ''}, and a dry run drops it before ` +
      'the swap.'
    );
  return isKnown
    ? ` ${built} beside it; nobody reads it until the swap, which moves every alias at once.`
    : ` ${built}; the swap moves every alias at once.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
