import { useId } from 'react';
import { describedBy, Frame, inputClass, type FieldProps } from './field-frame.tsx';
import { useEarlyInput } from './use-early-input.ts';

interface FileBoxProps extends FieldProps {
  /** Endings of names, with commas. */
  readonly accept?: string;
  /** Null: the choice was taken back. */
  readonly onFile: (file: File | null) => void;
}

/** One file of this machine; who chooses it is told at once. */
export function FileBox({ label, hint, error, accept, onFile }: FileBoxProps) {
  const id = useId();
  const tell = (box: HTMLInputElement) => onFile(box.files?.[0] ?? null);
  const ref = useEarlyInput<HTMLInputElement>((box) => (box.files?.length ?? 0) > 0, tell);
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        ref={ref}
        id={id}
        type="file"
        accept={accept}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error !== undefined}
        onChange={({ target }) => tell(target)}
        className={`${inputClass} py-2 text-dense`}
      />
    </Frame>
  );
}
