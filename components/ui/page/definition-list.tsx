import clsx from 'clsx';
import type { ReactNode } from 'react';

/** Terms and their values between hairlines. */
export function DefinitionList({
  className,
  children,
}: {
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <dl
      className={clsx(
        'grid grid-cols-[fit-content(40%)_minmax(0,1fr)] text-dense',
        '[&>*]:border-b [&>*]:border-rule [&>*]:py-1.5',
        '[&>dd]:break-words [&>dt]:pr-4 [&>dt]:text-muted',
        className,
      )}
    >
      {children}
    </dl>
  );
}

interface DefinitionProps {
  readonly term: ReactNode;
  readonly children: ReactNode;
}

export function Definition({ term, children }: DefinitionProps) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
