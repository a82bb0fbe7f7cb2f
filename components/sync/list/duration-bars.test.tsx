import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { runOf } from '../testing.ts';
import { DurationBars } from './duration-bars.tsx';

const minuteMs = 60_000;

it.each([
  ['9 s', 6, 9_000, 'max-w-13', true],
  ['6 h 30 min', 3, 390 * minuteMs, 'max-w-20', true],
  ['6 h 30 min', 4, 390 * minuteMs, 'max-w-13', false],
])(
  '"%s" over each of %d bars has the width that it takes',
  (words, many, durationMs, width, isShown) => {
    const runs = Array.from({ length: many }, (_, i) =>
      runOf({ run: `local-${String(i + 1)}`, number: i + 1, durationMs }),
    );
    const html = renderToStaticMarkup(<DurationBars runs={runs} />);
    const shown = [...html.matchAll(/<text[^>]*class="([^"]*)"[^>]*>([^<]*)</g)]
      .filter(([, classes = '']) => !classes.split(' ').includes('hidden'))
      .map(([, , said]) => said);
    expect(shown).toEqual(isShown ? runs.map(() => words) : []);
    expect(html.match(/max-w-\d+/g)).toEqual(runs.map(() => width));
    expect(html.includes(`The longest of them took ${words}.`)).toBe(!isShown);
  },
);
