/** Of lucide (ISC), by the names that they have there. */
import type { Element } from 'hast';
import { el } from './elements.ts';

const paths = {
  'circle-check': ['M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0', 'm16 9-5.5 5.5L8 12'],
  'circle-help': [
    'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0',
    'M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3',
    'M12 17h.01',
  ],
  'octagon-alert': [
    'M12 16h.01',
    'M12 8v4',
    'M15.312 2a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414' +
      'l-4.688 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586l-4.688-4.688A2 2 0 0 1 2 ' +
      '15.312V8.688a2 2 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2z',
  ],
  'triangle-alert': [
    'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3',
    'M12 9v4',
    'M12 17h.01',
  ],
  'calendar-clock': [
    'M16 14v2.2l1.6 1',
    'M16 2v4',
    'M21 7.5V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h3.5',
    'M3 10h5',
    'M8 2v4',
    'M10 16a6 6 0 1 0 12 0a6 6 0 1 0 -12 0',
  ],
} as const;
export type Icon = keyof typeof paths;

const drawing = { viewBox: '0 0 24 24', ariaHidden: 'true', className: ['i'] };

/** Drawn once; `icon` refers to it. */
export const iconSymbols = (used: ReadonlySet<Icon>): Element =>
  el(
    'svg',
    { width: 0, height: 0, className: ['symbols'], ariaHidden: 'true' },
    [...used].map((name) =>
      el(
        'symbol',
        { id: name, viewBox: '0 0 24 24' },
        paths[name].map((d) => el('path', { d })),
      ),
    ),
  );

export const icon = (name: Icon): Element => el('svg', drawing, el('use', { href: `#${name}` }));
