import type { ProbeView } from '#lib/status/client.ts';
import { decimal } from '#lib/kernel/words/numbers.ts';
import { durationWords } from '#lib/kernel/words/times.ts';

/** `99.98%`: never 100% where there was an outage. */
function shareWords(share: number): string {
  const percent = share * 100;
  return `${decimal(share < 1 ? Math.min(percent, 99.99) : percent, 2)}%`;
}

// A restart of the console hides minutes of a day.
const asGoodAsWhole = 0.99;

/** `99.2% of 12 minutes`, where nothing can be told of the rest of the time. */
export function answeredWords({
  upShare,
  toldMs,
  wholeMs,
}: Pick<ProbeView, 'upShare' | 'toldMs' | 'wholeMs'>): string {
  if (upShare === null) return 'not known';
  const share = shareWords(upShare);
  const isWhole = toldMs >= wholeMs * asGoodAsWhole;
  return isWhole ? share : `${share} of ${durationWords(toldMs)}`;
}
