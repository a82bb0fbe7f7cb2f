import type { Rate, ShortStage } from './rates.ts';

export interface RatePoints {
  /** Epoch seconds, rising. */
  readonly seconds: readonly number[];
  /** What is known of each second; null breaks the line between two stages. */
  readonly rates: readonly (Rate | null)[];
  readonly stageStarts: readonly { readonly stage: string; readonly second: number }[];
}

export const secondOf = ({ at }: Rate): number => at.getTime() / 1000;

/**
 * Columns for the chart; between two stages lies a gap of one millisecond. A stage without a rate
 * is a gap at its start, so that the time of the chart reaches it.
 */
export function ratePoints(
  rates: readonly Rate[],
  shortStages: readonly ShortStage[] = [],
): RatePoints {
  const { seconds, rates: points, stageStarts } = measuredPoints(rates);
  const short = shortStages.map(({ stage, from }) => ({ stage, second: from.getTime() / 1000 }));
  const columns = [
    ...seconds.map((second, at) => ({ second, rate: points[at] ?? null })),
    ...short
      .filter(({ second }) => !seconds.includes(second))
      .map(({ second }) => ({ second, rate: null })),
  ].sort((a, b) => a.second - b.second);
  return {
    seconds: columns.map(({ second }) => second),
    rates: columns.map(({ rate }) => rate),
    stageStarts: [...stageStarts, ...short].sort((a, b) => a.second - b.second),
  };
}

function measuredPoints(rates: readonly Rate[]): RatePoints {
  const seconds: number[] = [];
  const points: (Rate | null)[] = [];
  const stageStarts: { stage: string; second: number }[] = [];
  let previous: Rate | undefined;
  for (const rate of rates) {
    const second = secondOf(rate);
    if (previous?.stage !== rate.stage) {
      stageStarts.push({ stage: rate.stage, second });
      if (previous !== undefined) {
        seconds.push(second - 0.001);
        points.push(null);
      }
    }
    seconds.push(second);
    points.push(rate);
    previous = rate;
  }
  return { seconds, rates: points, stageStarts };
}
