'use client';

import { useState } from 'react';
import { FileBox } from '#components/ui/form/file-box.tsx';
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
  const [error, setError] = useState<string | undefined>(undefined);
  const choose = async (file: File | null) => {
    onFile(null);
    setError(undefined);
    if (file === null) return;
    const read = await readFile(file).catch(() => 'The file cannot be read. Choose it again.');
    if (typeof read === 'string') setError(read);
    else onFile(read);
  };
  return (
    <div className="max-w-xl">
      <FileBox
        label="File"
        hint="YAML of whole estates, or CSV of what changes; at most 4 MB."
        error={error}
        accept=".yaml,.yml,.csv"
        onFile={(file) => void choose(file)}
      />
    </div>
  );
}
