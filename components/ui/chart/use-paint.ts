'use client';

import { useEffect, useState, type RefObject } from 'react';

/** Token colours as a canvas understands them. */
export interface Paint {
  readonly series: string;
  readonly band: string;
  readonly grid: string;
  readonly muted: string;
  readonly bad: string;
}

const tokens: Readonly<Record<keyof Paint, string>> = {
  series: '--series',
  band: '--series-band',
  grid: '--chart-grid',
  muted: '--muted',
  bad: '--bad-fill',
};

/** A canvas takes no custom property, so each token is resolved through an element that uses it. */
function read(element: HTMLElement): Paint {
  const probe = document.createElement('span');
  element.append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const paint = {
    series: resolve(tokens.series),
    band: resolve(tokens.band),
    grid: resolve(tokens.grid),
    muted: resolve(tokens.muted),
    bad: resolve(tokens.bad),
  };
  probe.remove();
  return paint;
}

/** Null until mounted; new colours whenever the theme changes, by choice or with the system. */
export function usePaint(element: RefObject<HTMLElement | null>): Paint | null {
  const [paint, setPaint] = useState<Paint | null>(null);
  useEffect(() => {
    const update = () => {
      if (element.current !== null) setPaint(read(element.current));
    };
    update();
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const chosen = new MutationObserver(update);
    system.addEventListener('change', update);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', update);
      chosen.disconnect();
    };
  }, [element]);
  return paint;
}
