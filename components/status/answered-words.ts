import type { ProbeView } from '#lib/status/client.ts';
import { countOf, decimal } from '#lib/kernel/words/numbers.ts';

/** `99.98%`: never 100% where there was an outage. */
function shareWords(share: number): string {
  const percent = share * 100;
  return `${decimal(share < 1 ? Math.min(percent, 99.99) : percent, 2)}%`;
}

/** `99.2% of 85 days`, where nothing can be told of the others. */
export function answeredWords(
  { upShare, toldPieces, pieces }: Pick<ProbeView, 'upShare' | 'toldPieces' | 'pieces'>,
  piece: 'hour' | 'day',
): string {
  if (upShare === null) return 'not known';
  const share = shareWords(upShare);
  return toldPieces < pieces.length ? `${share} of ${countOf(toldPieces, piece)}` : share;
}
