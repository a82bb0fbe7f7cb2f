import { TextArea, TextField } from '#components/ui/form/field.tsx';
import { Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import type { FormView } from '#lib/inventory/client.ts';
import { filledFact, isSeveral } from './read-item-form.ts';

export const stateWords = [
  ['value', 'A source says it'],
  ['none', 'None, a source says'],
  ['not-applicable', 'Not applicable'],
  ['not-recorded', 'Not recorded'],
] as const;

interface FactFieldsProps {
  readonly form: string;
  readonly view: FormView;
  readonly field: FormView['fields'][number];
  readonly sources: string;
}

const hints: Readonly<Record<string, string>> = {
  list: 'One a line',
  steps: 'One a line, in their order',
  windows: 'One a line, as MON-FRI 07:30-20:00 Europe/London',
  whole: 'A whole number, in figures',
  day: 'A day, as 2026-11-26',
};

/** With what is there, should it be none of them: an untouched form changes nothing. */
const offered = (choices: readonly string[], value: string): readonly string[] =>
  value === '' || choices.includes(value) ? choices : [value, ...choices];

/** One attribute: what is known of it, what it is, who says so, and what else there is to say. */
export function FactFields({ form, view, field, sources }: FactFieldsProps) {
  const { attribute, label, type, choices } = field;
  const filled = filledFact(view.item?.snapshot ?? null, field);
  const id = (part: string): string => `${form}-${part}-${attribute}`;
  // What has one line only drops line breaks.
  const several = isSeveral(field) || filled.value.length > 60 || /[\r\n]/.test(filled.value);
  return (
    <fieldset className="border-b border-rule py-2">
      <legend className="float-left w-full text-dense font-bold">{label}</legend>
      <div className="grid clear-both gap-x-3 m:grid-cols-[11rem_2fr_1fr_1fr]">
        <Frame id={id('state')} label="What is known">
          <select
            id={id('state')}
            name={`state.${attribute}`}
            defaultValue={filled.state}
            className={`${inputClass} h-10`}
          >
            {stateWords.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </Frame>
        {choices !== null ? (
          <Frame id={id('value')} label="Value">
            <select
              id={id('value')}
              name={`value.${attribute}`}
              defaultValue={filled.value}
              className={`${inputClass} h-10`}
            >
              {['', ...offered(choices, filled.value)].map((choice) => (
                <option key={choice} value={choice}>
                  {choice === '' ? 'Choose one' : choice}
                </option>
              ))}
            </select>
          </Frame>
        ) : several ? (
          <TextArea
            id={id('value')}
            name={`value.${attribute}`}
            label="Value"
            hint={hints[type]}
            rows={Math.min(8, Math.max(2, filled.value.split('\n').length))}
            defaultValue={filled.value}
          />
        ) : (
          <TextField
            id={id('value')}
            name={`value.${attribute}`}
            label="Value"
            hint={hints[type]}
            autoComplete="off"
            defaultValue={filled.value}
          />
        )}
        <TextField
          id={id('source')}
          name={`source.${attribute}`}
          label="Source"
          list={sources}
          autoComplete="off"
          defaultValue={filled.source}
        />
        <TextField
          id={id('note')}
          name={`note.${attribute}`}
          label="Note"
          autoComplete="off"
          defaultValue={filled.note}
        />
      </div>
    </fieldset>
  );
}
