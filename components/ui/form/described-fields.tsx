import { z } from 'zod';
import {
  inputName,
  type FieldDescription,
  type FieldDescriptions,
  type FieldErrors,
} from '#lib/kernel/form-fields.ts';
import { Choice } from './choice.tsx';
import { TextArea, TextField, TickBox } from './field.tsx';

/** The id of the control of a field, to which labels and links in a summary lead. */
export const controlId = (form: string, name: string): string => `${form}-${name}`;

interface DescribedFieldsProps {
  /** The id of the form that they belong to. */
  readonly form: string;
  readonly schema: z.ZodObject<Readonly<Record<string, z.core.$ZodType>>>;
  readonly fields: FieldDescriptions;
  readonly errors: FieldErrors;
  /** What the fields hold at first. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The fields of a form in the order of their descriptions; the browser keeps what is typed. */
export function DescribedFields({ form, schema, fields, errors, values }: DescribedFieldsProps) {
  return Object.entries(fields).map(
    ([name, description]) =>
      description !== undefined && (
        <DescribedField
          key={name}
          id={controlId(form, name)}
          name={inputName(name, description)}
          description={description}
          error={errors[name]}
          value={values[name]}
          required={isRequired(schema.shape[name])}
        />
      ),
  );
}

const isRequired = (field: z.core.$ZodType | undefined): boolean =>
  field !== undefined && !z.safeParse(field, undefined).success;

interface DescribedFieldProps {
  readonly id: string;
  readonly name: string;
  readonly description: FieldDescription;
  readonly error: string | undefined;
  readonly value: unknown;
  readonly required: boolean;
}

function DescribedField({ id, name, description, error, value, required }: DescribedFieldProps) {
  const { label, hint } = description;
  const shared = { id, name, label, hint, error };
  const text = typeof value === 'string' ? value : undefined;
  switch (description.control) {
    case 'tick':
      return <TickBox {...shared} defaultChecked={value === true} />;
    case 'choice':
      return <Choice {...shared} options={description.options} defaultValue={text} />;
    case 'long-text':
      return <TextArea {...shared} required={required} defaultValue={text} />;
    case 'date-time':
      return (
        <TextField {...shared} required={required} type="datetime-local" defaultValue={text} />
      );
    default:
      return (
        <TextField
          {...shared}
          required={required}
          // A browser's own check of an address is not ours, and its words are not either.
          type={description.control === 'password' ? 'password' : 'text'}
          inputMode={description.control === 'email' ? 'email' : undefined}
          autoComplete={description.autoComplete}
          defaultValue={text}
        />
      );
  }
}
