/** What each stage usually writes a minute, and where a chart shows that. Pure. */
import type { RunDetail } from '#lib/sync/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { timeWithSeconds } from '#lib/kernel/words/times.ts';
import { spreadOf, type Spread } from './estimate.ts';
import { secondOf } from './rate-points.ts';
import { ratesOf, type Rate } from './rates.ts';

/** Fewer steps make no line: the table says all there is to say. */
export const drawnFrom = 6;

export type EarlierRates = RunDetail['earlierRates'];

/** Null without three settled runs of this pipeline in which the stage wrote something. */
export const usualRateOf = (stage: string, earlier: EarlierRates): Spread | null =>
  spreadOf(earlier[stage] ?? []);

/** `690 to 920`. */
export const spreadWords = ({ from, to }: Spread): string =>
  from === to ? count(from) : `${count(from)} to ${count(to)}`;

/** The usual range over the time of a stage, in epoch seconds. */
export interface Band extends Spread {
  readonly stage: string;
  readonly fromSecond: number;
  readonly toSecond: number;
}

export function bandsOf(rates: readonly Rate[], earlier: EarlierRates): readonly Band[] {
  return [...new Set(rates.map(({ stage }) => stage))].flatMap((stage) => {
    const usual = usualRateOf(stage, earlier);
    const own = rates.filter((rate) => rate.stage === stage);
    const [first, last] = [own[0], own.at(-1)];
    if (usual === null || first === undefined || last === undefined) return [];
    return [{ ...usual, stage, fromSecond: secondOf(first), toSecond: secondOf(last) }];
  });
}

/** What the chart shows besides the line, beside its heading; undefined where there is nothing. */
export function chartWords({ samples, earlierRates }: RunDetail): string | undefined {
  const rates = ratesOf(samples);
  if (rates.length < drawnFrom) return undefined;
  const basis = Math.max(0, ...bandsOf(rates, earlierRates).map((band) => band.basis));
  const words = [
    ...(basis > 0 ? [`dashed: usual range from ${countOf(basis, 'run')}`] : []),
    ...(rates.some(({ rejected }) => rejected > 0) ? ['red ticks: rejected'] : []),
  ];
  return words.length === 0 ? undefined : words.join('; ');
}

/** One moment of the chart in words. */
export function momentWords(rate: Rate, title: string, earlier: EarlierRates): string {
  const usual = usualRateOf(rate.stage, earlier);
  const rejected = rate.rejected > 0 ? `, ${count(rate.rejected)} rejected` : '';
  const compared = usual === null ? '' : `; usual for this stage: ${spreadWords(usual)}`;
  return (
    `${timeWithSeconds(rate.at)}, ${title}: ${count(rate.perMinute)} written per ` +
    `minute${rejected}${compared}`
  );
}
