import { TextField } from '#components/ui/form/field.tsx';
import { Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import { evidences } from '#lib/inventory/client.ts';
import { evidenceWords } from '../words.ts';

/** A source that the estate does not have yet, to be named by the facts of this form. */
export function SourceFields({ form }: { readonly form: string }) {
  const id = (part: string): string => `${form}-newSource-${part}`;
  return (
    <details className="mt-3">
      <summary className="min-h-6 text-dense text-link">A source that is not there yet</summary>
      <div className="grid gap-x-3 m:grid-cols-[11rem_2fr_1fr_1fr]">
        <TextField
          id={id('id')}
          name="newSource.id"
          label="Short name"
          hint="As facts name it: S3"
          autoComplete="off"
        />
        <TextField
          id={id('title')}
          name="newSource.title"
          label="Title"
          hint="Of the document, the code, or who said so in which role"
          autoComplete="off"
        />
        <Frame id={id('evidence')} label="Evidence">
          <select id={id('evidence')} name="newSource.evidence" className={`${inputClass} h-10`}>
            {evidences.map((evidence) => (
              <option key={evidence} value={evidence}>
                {evidenceWords[evidence]}
              </option>
            ))}
          </select>
        </Frame>
        <TextField
          id={id('asOf')}
          name="newSource.asOf"
          label="As of"
          hint="A day, as 2026-11-26; empty where it does not say"
          autoComplete="off"
        />
      </div>
    </details>
  );
}
