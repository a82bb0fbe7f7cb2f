import { useId, type ComponentProps } from 'react';
import { describedBy, Frame, Hint, inputClass, Problem, type FieldProps } from './field-frame.tsx';

export function TextField({ label, hint, error, ...rest }: FieldProps & ComponentProps<'input'>) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error !== undefined}
        className={`${inputClass} h-10`}
        {...rest}
        id={id}
      />
    </Frame>
  );
}

export function TextArea({ label, hint, error, ...rest }: FieldProps & ComponentProps<'textarea'>) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={2}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error !== undefined}
        className={`${inputClass} py-1.5 text-dense`}
        {...rest}
        id={id}
      />
    </Frame>
  );
}

/** A tick box with its words beside it. */
export function TickBox({ label, hint, error, ...rest }: FieldProps & ComponentProps<'input'>) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <div className="mt-3.5">
      <Problem id={id} error={error} />
      <label className="flex min-h-6 items-center gap-2 text-dense">
        <input
          type="checkbox"
          aria-describedby={describedBy(id, { hint, error })}
          aria-invalid={error !== undefined}
          className="size-4.5 flex-none"
          {...rest}
          id={id}
        />
        {label}
      </label>
      <Hint id={id} hint={hint} />
    </div>
  );
}
