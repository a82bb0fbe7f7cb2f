import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { icons, toneIcon, toneText, toneTint, type Tone } from './tone.ts';

interface StatusProps {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A state in a line of text or a cell. */
export function Status({ tone, icon, children, className }: StatusProps) {
  const Icon = icon ?? toneIcon[tone];
  const isUrgent = tone === 'bad' || tone === 'warn';
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-[5px] whitespace-nowrap align-top',
        toneText[tone],
        isUrgent && 'font-bold',
        className,
      )}
    >
      <Icon
        className={clsx('size-[15px] flex-none', tone === 'run' && 'motion-safe:animate-turn')}
      />
      <span>{children}</span>
    </span>
  );
}

/** A state beside a heading. */
export function Tag({ tone, icon, children }: StatusProps) {
  const Icon = icon ?? toneIcon[tone];
  return (
    <span
      className={clsx(
        'inline-flex h-[22px] items-center gap-1 rounded-[3px] pr-[7px] pl-[5px]',
        'align-top text-meta font-bold whitespace-nowrap',
        toneText[tone],
        toneTint[tone],
      )}
    >
      <Icon className={clsx('size-3.5 flex-none', tone === 'run' && 'motion-safe:animate-turn')} />
      {children}
    </span>
  );
}

/** It should be known and is not: never zero, never green. */
export function NotKnown({ children = 'Not known' }: { readonly children?: ReactNode }) {
  const Icon = icons.notKnown;
  return (
    <span
      className={clsx(
        'hatched inline-flex h-5 items-center gap-1 rounded-[3px] border border-dashed',
        'border-control px-1.5 align-top text-meta font-bold whitespace-nowrap text-nk-fg',
      )}
    >
      <Icon className="size-3.5 flex-none" />
      <span className="bg-nk-a px-[3px]">{children}</span>
    </span>
  );
}
