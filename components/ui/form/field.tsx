import { useId, type ComponentProps } from 'react';
import { describedBy, Frame, Hint, inputClass, Problem, type FieldProps } from './field-frame.tsx';
import { useEarlyInput, useEarlyText } from './use-early-input.ts';

type Without<T extends 'input' | 'textarea'> = Omit<
  ComponentProps<T>,
  'ref' | 'value' | 'checked' | 'onChange'
>;

interface TypedProps {
  /** Where the page keeps what is typed; without it the browser does. */
  readonly value?: string | undefined;
  readonly onTyped?: ((text: string) => void) | undefined;
}

export function TextField({
  label,
  hint,
  error,
  value,
  onTyped,
  ...rest
}: FieldProps & TypedProps & Without<'input'>) {
  const own = useId();
  const id = rest.id ?? own;
  const field = useText<HTMLInputElement>(id, { value, onTyped });
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error !== undefined}
        className={`${inputClass} h-10`}
        {...rest}
        {...field}
        id={id}
      />
    </Frame>
  );
}

export function TextArea({
  label,
  hint,
  error,
  value,
  onTyped,
  ...rest
}: FieldProps & TypedProps & Without<'textarea'>) {
  const own = useId();
  const id = rest.id ?? own;
  const field = useText<HTMLTextAreaElement>(id, { value, onTyped });
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={2}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error !== undefined}
        className={`${inputClass} py-1.5 text-dense`}
        {...rest}
        {...field}
        id={id}
      />
    </Frame>
  );
}

function useText<E extends HTMLInputElement | HTMLTextAreaElement>(
  id: string,
  { value, onTyped }: TypedProps,
) {
  const ref = useEarlyText<E>(id, value, onTyped);
  if (value === undefined) return { ref };
  return {
    ref,
    value,
    onChange: ({ target }: { readonly target: E }) => onTyped?.(target.value),
  };
}

interface TickProps {
  /** Where the page keeps whether it is ticked; without it the browser does. */
  readonly checked?: boolean;
  readonly onTick?: (isTicked: boolean) => void;
}

/** A tick box with its words beside it. */
export function TickBox({
  label,
  hint,
  error,
  checked,
  onTick,
  ...rest
}: FieldProps & TickProps & Without<'input'>) {
  const own = useId();
  const id = rest.id ?? own;
  const ref = useEarlyInput<HTMLInputElement>(
    (box) => checked !== undefined && box.checked !== checked,
    (box) => onTick?.(box.checked),
  );
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
          {...(checked !== undefined && {
            ref,
            checked,
            onChange: ({ target }) => onTick?.(target.checked),
          })}
          id={id}
        />
        {label}
      </label>
      <Hint id={id} hint={hint} />
    </div>
  );
}
