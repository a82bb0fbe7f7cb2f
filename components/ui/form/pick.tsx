import { useId } from 'react';
import { Frame, inputClass } from './field-frame.tsx';

interface PickProps {
  readonly label: string;
  readonly value: string;
  /** Value and words of each. */
  readonly options: readonly (readonly [string, string])[];
  readonly onPick: (value: string) => void;
}

/** One of several, chosen outside a form: what is chosen counts at once. */
export function Pick({ label, value, options, onPick }: PickProps) {
  const id = useId();
  return (
    <Frame id={id} label={label}>
      <select
        id={id}
        value={value}
        onChange={(event) => onPick(event.target.value)}
        className={`${inputClass} h-10`}
      >
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </Frame>
  );
}
