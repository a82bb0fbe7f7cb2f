'use client';

import { useEffect, useRef, useState } from 'react';
import {
  compareEvents,
  type Both,
  type Comparison,
  type ComparisonEvent,
  type ReadSoFar,
} from '#lib/indexes/client.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { faultShown } from '#components/ui/live/use-live.ts';

/** Names of the two indexes. */
export type Pair = Both<string>;

export type ComparisonState =
  | { readonly is: 'going'; readonly progress: Both<ReadSoFar> | null }
  | { readonly is: 'done'; readonly comparison: Comparison }
  | { readonly is: 'failed'; readonly fault: Fault }
  | { readonly is: 'cancelled' };

const ended: Fault = {
  kind: 'unavailable',
  says: 'The comparison ended without a result, so what has changed is not known.',
};

async function follow(
  events: AsyncIterable<ComparisonEvent>,
  show: (state: ComparisonState) => void,
): Promise<void> {
  try {
    for await (const event of events) {
      if ('progress' in event) {
        show({ is: 'going', progress: event.progress });
        continue;
      }
      show({ is: 'done', comparison: event.result });
      return;
    }
    show({ is: 'failed', fault: ended });
  } catch (error) {
    show({ is: 'failed', fault: faultShown(error) });
  }
}

interface Comparing {
  /** Null: nothing was begun with this pair. */
  readonly state: ComparisonState | null;
  start(): void;
  cancel(): void;
}

/** One comparison of this pair at a time; leaving page or pair ends it in the console too. */
export function useComparison(environment: string, pair: Pair | null): Comparing {
  const key = pair === null ? null : JSON.stringify([environment, pair.a, pair.b]);
  const [known, setKnown] = useState<{ readonly key: string; readonly state: ComparisonState }>();
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), [key]);

  const start = (): void => {
    if (pair === null || key === null) return;
    going.current?.abort();
    const stop = new AbortController();
    going.current = stop;
    const show = (state: ComparisonState): void => {
      if (!stop.signal.aborted) setKnown({ key, state });
    };
    show({ is: 'going', progress: null });
    void follow(compareEvents(environment, pair, stop.signal), show);
  };

  const cancel = (): void => {
    going.current?.abort();
    if (key !== null) setKnown({ key, state: { is: 'cancelled' } });
  };

  return { state: known?.key === key ? known.state : null, start, cancel };
}
