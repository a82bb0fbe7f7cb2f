import { useId } from 'react';
import { Frame, inputClass } from './field-frame.tsx';
import { useEarlyInput } from './use-early-input.ts';

/** Value and words of each. */
type Options = readonly (readonly [string, string])[];

type Groups = ReadonlyMap<string, Options>;

const areGrouped = (options: Options | Groups): options is Groups => options instanceof Map;

interface PickProps {
  readonly label: string;
  readonly value: string;
  /** All of them, or by the name of their group. */
  readonly options: Options | Groups;
  readonly onPick: (value: string) => void;
}

/** One of several, chosen outside a form: what is chosen counts at once. */
export function Pick({ label, value, options, onPick }: PickProps) {
  const id = useId();
  const field = useEarlyInput<HTMLSelectElement>(
    // One that is not among the options is shown as the first of them.
    (select) => select.value !== value && [...select.options].some((one) => one.value === value),
    (select) => onPick(select.value),
  );
  const listed = (some: Options) =>
    some.map(([key, words]) => (
      <option key={key} value={key}>
        {words}
      </option>
    ));
  return (
    <Frame id={id} label={label}>
      <select
        ref={field}
        id={id}
        value={value}
        onChange={(event) => onPick(event.target.value)}
        className={`${inputClass} h-10`}
      >
        {areGrouped(options)
          ? [...options].map(([group, some]) => (
              <optgroup key={group} label={group}>
                {listed(some)}
              </optgroup>
            ))
          : listed(options)}
      </select>
    </Frame>
  );
}
