import type { RateSample, Stage } from '#lib/sync/client.ts';

export interface Rate {
  readonly at: Date;
  readonly stage: string;
  readonly perMinute: number;
  /** Rejected or dead since the sample before. */
  readonly rejected: number;
}

const minuteMs = 60_000;
/** A rate older than this is not "now" any more. */
const currentMs = 20_000;

/** Steps shorter than this say more about when the counter was written than about the rate. */
const leastStepMs = 1_000;

/**
 * Steps between samples of one stage; a stage that began again (its count fell) starts a new line.
 */
export function ratesOf(samples: readonly RateSample[]): Rate[] {
  const rates: Rate[] = [];
  let from: RateSample | undefined;
  for (const sample of samples) {
    if (from?.stage !== sample.stage || sample.written < from.written) {
      from = sample;
      continue;
    }
    const at = new Date(sample.at);
    const stepMs = at.getTime() - new Date(from.at).getTime();
    if (stepMs < leastStepMs) continue;
    rates.push({
      at,
      stage: sample.stage,
      perMinute: Math.round(((sample.written - from.written) / stepMs) * minuteMs),
      rejected: Math.max(0, sample.rejected - from.rejected),
    });
    from = sample;
  }
  return rates;
}

/** The rate at this moment, or null when none is fresh enough to be called that. */
export function currentRate(rates: readonly Rate[], now: Date): number | null {
  const last = rates.at(-1);
  if (last === undefined || now.getTime() - last.at.getTime() > currentMs) return null;
  return last.perMinute;
}

export interface StageRate {
  readonly stage: string;
  readonly from: Date;
  readonly to: Date;
  readonly average: number;
  readonly highest: number;
  readonly rejected: number;
}

/** The chart in a few lines: one for each stage, in order. */
export function summarise(rates: readonly Rate[]): StageRate[] {
  const stages = [...new Set(rates.map(({ stage }) => stage))];
  return stages.flatMap((stage) => {
    const own = rates.filter((rate) => rate.stage === stage);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const perMinute = own.map((rate) => rate.perMinute);
    return [
      {
        stage,
        from: first.at,
        to: last.at,
        average: Math.round(perMinute.reduce((total, rate) => total + rate, 0) / own.length),
        highest: Math.max(...perMinute),
        rejected: own.reduce((total, rate) => total + rate.rejected, 0),
      },
    ];
  });
}

/** A stage that wrote records and was over before there were two samples of it to compare. */
export interface ShortStage {
  readonly stage: string;
  readonly from: Date;
  readonly to: Date;
  readonly rejected: number;
}

/** Those of a run whose samples are still kept, in order. */
export function shortStagesOf(
  stages: readonly Stage[],
  samples: readonly RateSample[],
  rates: readonly Rate[],
): ShortStage[] {
  if (samples.length === 0) return [];
  const measured = new Set(rates.map(({ stage }) => stage));
  return stages.flatMap(({ name, written, startedAt, endedAt, rejected, dead }) =>
    written === 0 || startedAt === null || endedAt === null || measured.has(name)
      ? []
      : [
          {
            stage: name,
            from: new Date(startedAt),
            to: new Date(endedAt),
            rejected: rejected + dead,
          },
        ],
  );
}
