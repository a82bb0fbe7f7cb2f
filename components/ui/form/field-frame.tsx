import { OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

export const inputClass =
  'block w-full rounded-[4px] border border-control bg-raised px-2.5 text-ink ' +
  'aria-invalid:border-bad-fill';

/** A control under its label, its hint and what is wrong with it. */
export function Frame({
  id,
  label,
  hint,
  error,
  children,
}: FieldProps & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="mt-3.5">
      <label htmlFor={id} className="mb-1 block text-dense font-bold">
        {label}
      </label>
      <Hint id={id} hint={hint} />
      <Problem id={id} error={error} />
      {children}
    </div>
  );
}

interface PartProps {
  readonly id: string;
}

export function Hint({ id, hint }: PartProps & Pick<FieldProps, 'hint'>) {
  return hint === undefined ? null : (
    <p id={`${id}-hint`} className="-mt-0.5 mb-1 text-meta text-muted">
      {hint}
    </p>
  );
}

export function Problem({ id, error }: PartProps & Pick<FieldProps, 'error'>) {
  return error === undefined ? null : (
    <p id={`${id}-error`} className="mb-1 flex gap-1.5 text-dense font-bold text-bad-fg">
      <OctagonAlert className="mt-px size-4 flex-none" />
      <span>{error}</span>
    </p>
  );
}

/** What a screen reader reads after the label. */
export const describedBy = (
  id: string,
  { hint, error }: Omit<FieldProps, 'label'>,
): string | undefined =>
  [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ') || undefined;
