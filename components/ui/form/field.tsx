import { useId, type ComponentProps, type ReactNode } from 'react';

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

const inputClass = 'block w-full rounded-[4px] border border-control bg-raised px-2.5 text-ink';

function Frame({
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
      {hint !== undefined && (
        <p id={`${id}-hint`} className="-mt-0.5 mb-1 text-meta text-muted">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="mb-1 text-dense font-bold text-bad-fg">
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

const described = (id: string, { hint, error }: FieldProps): string | undefined =>
  [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ') || undefined;

export function TextField({ label, hint, error, ...rest }: FieldProps & ComponentProps<'input'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        aria-describedby={described(id, { label, hint, error })}
        aria-invalid={error !== undefined}
        className={`${inputClass} h-10`}
        {...rest}
      />
    </Frame>
  );
}

export function TextArea({ label, hint, error, ...rest }: FieldProps & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        rows={2}
        aria-describedby={described(id, { label, hint, error })}
        aria-invalid={error !== undefined}
        className={`${inputClass} py-1.5 text-dense`}
        {...rest}
      />
    </Frame>
  );
}
