import type { FieldErrors } from '#lib/kernel/form-fields.ts';

const subjects: Readonly<Record<string, string>> = {
  name: 'The name',
  component: 'The id',
  environment: 'The environment',
  aliases: 'Another name',
};

/** Rules of names do not say whose they are: `must not be empty`. */
export const withSubjects = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(
    Object.entries(errors).map(([path, says]) => {
      const part = path.split('.').find((one) => Object.hasOwn(subjects, one)) ?? '';
      return [path, says.startsWith('must ') ? `${subjects[part] ?? 'It'} ${says}.` : says];
    }),
  );
