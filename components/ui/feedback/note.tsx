import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { toneIcon, toneText, toneTint, type Tone } from './tone.ts';

const edges: Readonly<Record<Tone, string>> = {
  ok: 'border-ok-fill',
  warn: 'border-warn-fill',
  bad: 'border-bad-fill',
  run: 'border-run-fill',
  off: 'border-off-fill',
  wait: 'border-off-fill',
};

interface NoteProps {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `status` for what appears in response to a person's act, `alert` for what failed. */
  readonly role?: 'status' | 'alert';
}

/** A notice: what happened, what it means, what to do next. */
export function Note({ tone, icon, title, children, actions, role }: NoteProps) {
  const Icon = icon ?? toneIcon[tone];
  return (
    <div
      role={role}
      className={clsx(
        'flex flex-wrap items-start gap-x-3 gap-y-2 border-l-4 px-3.5 py-3',
        edges[tone],
        toneTint[tone],
      )}
    >
      <Icon className={clsx('size-5 flex-none', toneText[tone])} />
      <div className="min-w-0 flex-1 basis-56">
        <h3 className="text-body font-bold">{title}</h3>
        {children !== undefined && <div className="mt-0.5 space-y-1 text-dense">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2 self-center">{actions}</div>}
    </div>
  );
}
