'use client';

import { useEffect, useRef, type RefObject } from 'react';
import type UPlot from 'uplot';
import type { Paint } from './use-paint.ts';

/**
 * A drawing in a box, as wide as the box; made anew in other colours. `make` is that of the newest
 * rendering. Null: there is no box, or no colour yet.
 */
export function useDrawing(
  box: RefObject<HTMLElement | null>,
  paint: Paint | null,
  heightPx: number,
  make: (element: HTMLElement, paint: Paint) => UPlot,
): RefObject<UPlot | null> {
  const chart = useRef<UPlot | null>(null);
  const newest = useRef(make);
  useEffect(() => {
    newest.current = make;
  });
  useEffect(() => {
    const element = box.current;
    if (element === null || paint === null) return undefined;
    const made = newest.current(element, paint);
    chart.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: heightPx }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [box, paint, heightPx]);
  return chart;
}
