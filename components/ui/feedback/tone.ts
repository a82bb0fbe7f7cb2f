import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleSlash,
  Clock,
  Info,
  Loader,
  OctagonAlert,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';

/**
 * What a state means to a person. Colour is never the only sign: every tone comes with an icon and
 * a word.
 */
export type Tone = 'ok' | 'warn' | 'bad' | 'run' | 'off' | 'wait';

export const toneIcon: Readonly<Record<Tone, LucideIcon>> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: OctagonAlert,
  run: Loader,
  off: CircleSlash,
  wait: CircleDashed,
};

export const toneText: Readonly<Record<Tone, string>> = {
  ok: 'text-ok-fg',
  warn: 'text-warn-fg',
  bad: 'text-bad-fg',
  run: 'text-run-fg',
  off: 'text-off-fg',
  wait: 'text-off-fg',
};

export const toneTint: Readonly<Record<Tone, string>> = {
  ok: 'bg-ok-bg',
  warn: 'bg-warn-bg',
  bad: 'bg-bad-bg',
  run: 'bg-run-bg',
  off: 'bg-off-bg',
  wait: 'bg-off-bg',
};

export const icons = {
  refused: Ban,
  notKnown: CircleQuestionMark,
  clock: Clock,
  info: Info,
} as const;
