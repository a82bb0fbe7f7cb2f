/** Reads a file as the person says that it is. Pure, and safe in a browser. */
import { decodeText } from './decode-text.ts';
import { refuseReading, type ImportKind, type ObservationReading } from './observation.ts';
import { readCompose } from './read-compose.ts';
import { readGeneric } from './read-generic.ts';
import { readTerraform } from './read-terraform.ts';

const readers: Readonly<Record<ImportKind, (text: string) => ObservationReading>> = {
  terraform: readTerraform,
  compose: readCompose,
  generic: readGeneric,
};

/** The bytes stay where this runs: only what it returns is sent, stored and shown. */
export function readObservation(kind: ImportKind, bytes: Uint8Array): ObservationReading {
  const { text, says } = decodeText(bytes);
  if (text === null) return refuseReading(says);
  return text.trim() === '' ? refuseReading('The file is empty.') : readers[kind](text);
}
