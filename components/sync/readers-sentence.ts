import type { RunDetail } from '#lib/sync/client.ts';
import { countOf } from '#components/ui/numbers.ts';
import { layOutReaders, runNumberOf } from './reader-layout.ts';

const generationWords = (number: number | null): string => (number === null ? 'an index that no run made' : `generation ${number}`);

/** The map in words: the same facts for those who do not see it. */
export function readersSentence(detail: Pick<RunDetail, 'readers' | 'documents'>): string {
  const { boxes } = layOutReaders(detail);
  const live = boxes.filter(({ role }) => role === 'live');
  const building = boxes.find(({ role }) => role === 'building');
  const pointing = (number: number | null): number =>
    detail.readers.filter(({ live: index }) => index !== null && runNumberOf(index) === number).length;
  const now =
    live.length === 0
      ? 'Users read nothing through these names yet.'
      : `Users read ${live.map(({ runNumber }) => `${generationWords(runNumber)} through ${countOf(pointing(runNumber), 'alias', 'aliases')}`).join(' and ')}.`;
  const next =
    building === undefined
      ? ''
      : ` ${capital(generationWords(building.runNumber))} is being built beside it; nobody reads it until the swap, which moves every alias at once.`;
  return now + next;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
