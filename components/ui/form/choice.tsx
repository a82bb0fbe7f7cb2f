import { describedBy, Frame, Hint, inputClass, Problem, type FieldProps } from './field-frame.tsx';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps extends FieldProps {
  readonly id: string;
  readonly name: string;
  readonly options: readonly Option[];
  readonly defaultValue?: string | undefined;
}

const mostRadios = 6;

/** One of a few as radio buttons, of many as a list to choose from. */
export function Choice({ options, ...rest }: ChoiceProps) {
  return options.length > mostRadios ? (
    <ChoiceList options={options} {...rest} />
  ) : (
    <ChoiceRadios options={options} {...rest} />
  );
}

function ChoiceList({ id, name, label, hint, error, options, defaultValue }: ChoiceProps) {
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        name={name}
        defaultValue={defaultValue}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error !== undefined}
        className={`${inputClass} h-10`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

function ChoiceRadios({ id, name, label, hint, error, options, defaultValue }: ChoiceProps) {
  return (
    <fieldset className="mt-3.5" aria-describedby={describedBy(id, { hint, error })}>
      <legend className="mb-1 text-dense font-bold">{label}</legend>
      <Hint id={id} hint={hint} />
      <Problem id={id} error={error} />
      {options.map((option, index) => (
        <label key={option.value} className="flex min-h-6 items-center gap-2 text-dense">
          <input
            type="radio"
            // The first one is where a link to the field leads.
            id={index === 0 ? id : undefined}
            name={name}
            value={option.value}
            defaultChecked={option.value === defaultValue}
            className="size-4.5 flex-none"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
