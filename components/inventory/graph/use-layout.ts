'use client';

import ELK, { type ELK as Engine } from 'elkjs/lib/elk-api.js';
import { useEffect, useRef, useState } from 'react';
import { layoutOf, positionsOf, type GraphView, type Positions } from '#lib/inventory/client.ts';

export type Layout =
  | { readonly state: 'computing' }
  | {
      readonly state: 'placed';
      readonly of: GraphView;
      readonly positions: Positions;
      /** Another one is another picture. */
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

/** Positions for the nodes of a graph, computed off the main thread; the last ones stay so long. */
export function useLayout(view: GraphView): Layout {
  const [layout, setLayout] = useState<Layout>({ state: 'computing' });
  const engine = useRef<Engine>(null);
  const number = useRef(0);
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
        const { children = [] } = await engine.current.layout(layoutOf(view.nodes, view.edges));
        if (!isWanted) return;
        number.current++;
        setLayout({
          state: 'placed',
          of: view,
          positions: positionsOf(children),
          number: number.current,
        });
      } catch {
        fail();
      }
    };
    void compute();
    return () => {
      isWanted = false;
    };
  }, [view]);
  return layout;
}
