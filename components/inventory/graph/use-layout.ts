'use client';

import ELK, { type ELK as Engine } from 'elkjs/lib/elk-api.js';
import { useEffect, useRef, useState } from 'react';
import {
  layoutOf,
  pictureOf,
  positionsOf,
  type GraphView,
  type Picture,
  type Positions,
} from '#lib/inventory/client.ts';

export type Layout =
  | { readonly state: 'computing' }
  | {
      readonly state: 'placed';
      readonly of: GraphView;
      readonly picture: Picture;
      readonly positions: Positions;
      /** Another one is of another graph, and not of the same with a group opened. */
      readonly number: number;
    }
  | { readonly state: 'failed' };

/** Rejects where the worker itself cannot be loaded: the engine would wait for ever. */
function engineWith(onBroken: () => void): Engine {
  return new ELK({
    workerFactory: () => {
      const worker = new Worker(new URL('./layout.worker.ts', import.meta.url));
      worker.addEventListener('error', onBroken);
      return worker;
    },
  });
}

/**
 * Positions for a graph with some of its groups open, computed off the main thread; the last ones
 * stay so long.
 */
export function useLayout(view: GraphView, open: ReadonlySet<string>): Layout {
  const [layout, setLayout] = useState<Layout>({ state: 'computing' });
  const engine = useRef<Engine>(null);
  const last = useRef<{ readonly view: GraphView | null; readonly number: number }>({
    view: null,
    number: 0,
  });
  useEffect(
    () => () => {
      engine.current?.terminateWorker();
      engine.current = null;
    },
    [],
  );
  useEffect(() => {
    let isWanted = true;
    const fail = () => {
      if (isWanted) setLayout({ state: 'failed' });
    };
    const compute = async () => {
      try {
        engine.current ??= engineWith(fail);
        const picture = pictureOf(view, open);
        const { children = [] } = await engine.current.layout(layoutOf(picture));
        if (!isWanted) return;
        if (view !== last.current.view) last.current = { view, number: last.current.number + 1 };
        setLayout({
          state: 'placed',
          of: view,
          picture,
          positions: positionsOf(children),
          number: last.current.number,
        });
      } catch {
        fail();
      }
    };
    void compute();
    return () => {
      isWanted = false;
    };
  }, [view, open]);
  return layout;
}
