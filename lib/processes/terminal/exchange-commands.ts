import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  decodeFile,
  fileTooLarge,
  largestFileBytes,
  placeWords,
  recordedWords,
  type ExchangeFormat,
  type ImportOutcome,
  type ImportPreview,
  type PreviewItem,
  type PreviewLine,
} from '#lib/inventory/index.ts';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Console } from './console-client.ts';
import { exit, type Outcome } from './outcome.ts';

export interface ExportOptions {
  readonly format: string;
  readonly estate?: string;
}

/** The text alone, byte for byte, so that it can be kept in a file. */
export async function exportEstates(
  console: Console,
  { format, estate }: ExportOptions,
): Promise<Outcome> {
  const question = new URLSearchParams({ format, ...(estate !== undefined && { estate }) });
  const text = await console.text(`/api/inventory/export?${question.toString()}`);
  return {
    json: { format, estate: estate ?? null, text },
    says: text,
    exitCode: exit.done,
    isFile: true,
  };
}

const refused = (says: string, cause?: unknown): FaultError =>
  new FaultError(refuse('invalid', says).fault, { cause });

const formats: Readonly<Record<string, ExchangeFormat>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.csv': 'csv',
};

async function readImportFile(
  file: string,
): Promise<{ readonly format: ExchangeFormat; readonly text: string }> {
  const format = formats[path.extname(file).toLowerCase()];
  if (format === undefined)
    throw refused(
      `${file} is neither YAML nor CSV by its name, which ends with .yaml or .csv then. ` +
        'Nothing was sent.',
    );
  const unreadable = (cause: unknown): never => {
    throw refused(`${file} cannot be read. Nothing was sent.`, cause);
  };
  const { size } = await stat(file).catch(unreadable);
  if (size > largestFileBytes) throw refused(fileTooLarge);
  const text = decodeFile(await readFile(file).catch(unreadable));
  if (!text.ok) throw new FaultError(text.fault);
  return { format, text: text.value };
}

function saidWords(line: PreviewLine, side: 'before' | 'after'): string | null {
  if (line.part === 'own') return line[side];
  if (line.part === 'relation') {
    const said = line[side];
    return said === null
      ? null
      : `from ${said.source}${said.note === null ? '' : ` (${said.note})`}`;
  }
  const said = line[side];
  if (said === null) return null;
  const { recorded, source, note } = said;
  return `${recordedWords(recorded, ' | ')} [${source}]${note === null ? '' : ` (${note})`}`;
}

const lineWords = (line: PreviewLine): string => {
  const [before, after] = [saidWords(line, 'before'), saidWords(line, 'after')];
  if (before === null) return `    + ${line.label}: ${after ?? ''}`;
  if (after === null) return `    - ${line.label}: ${before}`;
  return `    ${line.label}: ${before} -> ${after}`;
};

const signs = { added: '+', changed: '~', renamed: '>', removed: '-' } as const;

const itemLines = ({ does, key, was, name, kindTitle, lines }: PreviewItem): string[] => [
  `  ${signs[does]} ${was === null ? key : `${was} -> ${key}`} (${kindTitle} ${name})`,
  ...(does === 'removed' ? [] : lines.map(lineWords)),
];

const countWords = ({
  added,
  changed,
  renamed,
  removed,
  unchanged,
}: ImportPreview['counts']): string =>
  listWords(
    [
      `${count(added)} added`,
      `${count(changed)} changed`,
      `${count(renamed)} renamed`,
      `${count(removed)} removed`,
      `${count(unchanged)} unchanged`,
    ],
    'and',
  );

// As many as the page shows.
const shownKept = 20;

const previewLines = (preview: ImportPreview): string[] => [
  ...preview.items.flatMap(itemLines),
  ...preview.sources.map(
    ({ estate, id, before }) => `  ${before === null ? '+' : '~'} source ${id} of ${estate}`,
  ),
  ...preview.lost.map(({ from, kind, to }) => `  - ${from} ${kind} ${to}, which goes`),
  ...preview.suggestions.map(
    ({ was, key }) => `  ? ${key} may be ${was} with another name. Say so with was: in the file.`,
  ),
  ...(preview.kept.length === 0
    ? []
    : [
        ...preview.kept.slice(0, shownKept).map((key) => `  = ${key}`),
        ...(preview.kept.length > shownKept
          ? [`  = and ${count(preview.kept.length - shownKept)} more`]
          : []),
        `  ${countOf(preview.kept.length, 'thing')} that the file no longer has ` +
          `${preview.kept.length === 1 ? 'stays' : 'stay'}. With --remove ` +
          `${preview.kept.length === 1 ? 'it goes' : 'they go'}.`,
      ]),
  ...preview.obstacles.map((says) => `  ! ${says}`),
  ...(preview.namesToType.length === 0
    ? []
    : [
        '  ! In production: type each name with ' +
          preview.namesToType.map((name) => `--confirm ${name}`).join(' '),
      ]),
];

export interface ImportOptions {
  readonly reason: string;
  readonly dryRun?: true;
  readonly remove?: true;
  /** Names of production environments. */
  readonly confirm?: readonly string[];
}

/** Previews, and then does exactly that; nothing of a file with anything wrong. */
export async function importFile(
  console: Console,
  file: string,
  { reason, dryRun, remove, confirm = [] }: ImportOptions,
): Promise<Outcome> {
  const read = await readImportFile(file);
  const input = { ...read, isRemoving: remove === true };
  const preview = await console.post<ImportPreview>('/api/v1/inventory/preview-import', input);
  if (preview.complaints.length > 0)
    return {
      json: preview,
      says: [
        ...preview.complaints.map((one) => `${placeWords(one)}: ${one.says}`),
        ...(preview.moreComplaints === 0 ? [] : [`And ${count(preview.moreComplaints)} more.`]),
        'Nothing was imported.',
      ].join('\n'),
      exitCode: exit.usageError,
    };
  const shown = previewLines(preview);
  const isNothing = preview.items.length + preview.sources.length === 0;
  if (dryRun === true || isNothing)
    return {
      json: preview,
      says: [...shown, `${countWords(preview.counts)}. Nothing was imported.`].join('\n'),
      exitCode: exit.done,
    };
  const outcome = await console.post<ImportOutcome>('/api/v1/inventory/import', {
    ...input,
    reason,
    seen: preview.seen,
    fingerprint: preview.fingerprint,
    typedNames: confirm,
  });
  return {
    json: outcome,
    says: [...shown, `Imported: ${countWords(outcome.counts)}.`].join('\n'),
    exitCode: exit.done,
  };
}
