import type { Rate } from './rates.ts';

export interface RatePoints {
  /** Epoch seconds, rising. */
  readonly seconds: number[];
  /** Null breaks the line between two stages. */
  readonly perMinute: (number | null)[];
  readonly stageStarts: readonly { readonly stage: string; readonly second: number }[];
}

/** Columns for the chart; between two stages lies a gap of one millisecond. */
export function ratePoints(rates: readonly Rate[]): RatePoints {
  const seconds: number[] = [];
  const perMinute: (number | null)[] = [];
  const stageStarts: { stage: string; second: number }[] = [];
  let previous: Rate | undefined;
  for (const rate of rates) {
    const second = rate.at.getTime() / 1000;
    if (previous?.stage !== rate.stage) {
      stageStarts.push({ stage: rate.stage, second });
      if (previous !== undefined) {
        seconds.push(second - 0.001);
        perMinute.push(null);
      }
    }
    seconds.push(second);
    perMinute.push(rate.perMinute);
    previous = rate;
  }
  return { seconds, perMinute, stageStarts };
}
