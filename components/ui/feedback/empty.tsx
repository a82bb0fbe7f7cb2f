import type { ReactNode } from 'react';

/** Says what would be here and offers the next step; never reads like "nothing is wrong". */
export function Empty({
  title,
  children,
  actions,
}: {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="border-b border-rule pt-6 pb-6">
      <h3 className="text-section font-bold">{title}</h3>
      <p className="mt-0.5 mb-3 max-w-[60ch] text-dense text-muted">{children}</p>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
