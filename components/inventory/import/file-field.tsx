'use client';

import { useId, useState } from 'react';
import { describedBy, Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import {
  decodeFile,
  fileTooLarge,
  largestFileBytes,
  type ExchangeFormat,
} from '#lib/inventory/client.ts';

export interface ChosenFile {
  readonly name: string;
  readonly format: ExchangeFormat;
  readonly text: string;
}

const formatOf = (name: string): ExchangeFormat | null =>
  /\.ya?ml$/i.test(name) ? 'yaml' : /\.csv$/i.test(name) ? 'csv' : null;

/** What was chosen, or why it cannot be read. */
async function readFile(file: File): Promise<ChosenFile | string> {
  const format = formatOf(file.name);
  if (format === null) return 'Choose a file whose name ends with .yaml or .csv.';
  if (file.size > largestFileBytes) return fileTooLarge;
  const text = decodeFile(new Uint8Array(await file.arrayBuffer()));
  return text.ok ? { name: file.name, format, text: text.value } : text.fault.says;
}

interface FileFieldProps {
  readonly onFile: (file: ChosenFile | null) => void;
}

export function FileField({ onFile }: FileFieldProps) {
  const id = useId();
  const [error, setError] = useState<string | undefined>(undefined);
  const hint = 'YAML of whole estates, or CSV of what changes; at most 4 MB.';
  const choose = async (file: File | undefined) => {
    onFile(null);
    setError(undefined);
    if (file === undefined) return;
    const read = await readFile(file).catch(() => 'The file cannot be read. Choose it again.');
    if (typeof read === 'string') setError(read);
    else onFile(read);
  };
  return (
    <Frame id={id} label="File" hint={hint} error={error}>
      <input
        id={id}
        type="file"
        accept=".yaml,.yml,.csv"
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error !== undefined}
        onChange={({ target }) => void choose(target.files?.[0])}
        className={`${inputClass} max-w-xl py-2 text-dense`}
      />
    </Frame>
  );
}
