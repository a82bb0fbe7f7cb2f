import clsx from 'clsx';
import type { ReactNode } from 'react';

export function Key({ children }: { readonly children: ReactNode }) {
  return (
    <kbd
      className={clsx(
        'inline-block min-w-4.5 rounded-[3px] border border-current px-1 text-center',
        'font-mono text-[11px]/[15px]',
      )}
    >
      {children}
    </kbd>
  );
}
