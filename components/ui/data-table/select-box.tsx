import clsx from 'clsx';
import type { ChangeEvent } from 'react';
import { rowControl } from './row-keys.ts';

export interface SelectBoxProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly isMixed?: boolean;
  /** Of a row: keys go from it to that of another row, and its words are in sight on phones. */
  readonly isOfRow?: boolean;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** A checkbox of a row or of all rows in sight; its label is a target of 24 px. */
export function SelectBox({
  label,
  isChecked,
  isMixed = false,
  isOfRow = false,
  onChange,
}: SelectBoxProps) {
  return (
    <label className="-my-0.5 inline-flex min-h-6 min-w-6 items-center gap-2 font-normal">
      <input
        type="checkbox"
        checked={isChecked}
        ref={(box) => {
          if (box !== null) box.indeterminate = isMixed && !isChecked;
        }}
        onChange={onChange}
        className="size-4 accent-link"
        {...(isOfRow && { [rowControl]: 'select' })}
      />
      <span className={clsx('text-meta text-muted', isOfRow ? 'm:sr-only' : 'sr-only')}>
        {label}
      </span>
    </label>
  );
}
