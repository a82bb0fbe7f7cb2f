import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { inEnvironment } from '#lib/kernel/address.ts';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import type {
  AcceptPreview,
  ContractDifference,
  ContractOutcome,
  ContractPreview,
  ContractTerms,
  ContractView,
  PreviewedAlias,
  RemoveOutcome,
  RemovePreview,
} from '#lib/indexes/index.ts';
import type { Console } from './console-client.ts';
import { sendCommand, type ChangeOptions } from './index-commands.ts';
import { exit, type Outcome } from './outcome.ts';

const readContract = (console: Console, environment: string): Promise<ContractView> =>
  console.get<ContractView>(inEnvironment('/api/indexes/contract', environment));

const editedWords = ({ edit }: ContractView): string[] =>
  edit === null
    ? []
    : [
        `# Edited by ${edit.actor} at ${edit.at}` +
          (edit.isForNextSync
            ? '; the next sync goes by it.'
            : '; the pipeline plans something else since, and the next sync goes by that.'),
      ];

/** The text alone, so that it can be kept, edited and given back. */
export async function showContractText(console: Console, environment: string): Promise<Outcome> {
  const view = await readContract(console, environment);
  return {
    json: view,
    says: [...editedWords(view), ...view.lines].join('\n'),
    exitCode: exit.done,
  };
}

const termsWords = ({ target, filter }: ContractTerms): string =>
  `${target}, ${filter ?? 'no filter'}`;

const differenceLines = ({ alias, before, after }: ContractDifference): string[] => [
  ...(before === null ? [] : [`  - ${alias}: ${termsWords(before)}`]),
  ...(after === null ? [] : [`  + ${alias}: ${termsWords(after)}`]),
];

const documents = (number: number | null): string =>
  number === null ? 'not known' : countOf(number, 'document');

function previewLines(alias: PreviewedAlias): string[] {
  if (!alias.isChanged) return [];
  return [
    ...differenceLines(alias),
    `    shows ${documents(alias.shows)} now, ${documents(alias.wouldShow)} by this contract`,
  ];
}

export interface ContractOptions extends ChangeOptions {
  readonly dryRun?: boolean;
}

/** Ends well: it can be carried out. */
async function previewOf(
  console: Console,
  environment: string,
  given: { readonly text?: string; readonly version?: number },
): Promise<Outcome> {
  const preview = await console.post<ContractPreview>('/api/v1/indexes/preview-contract', {
    environment,
    ...given,
  });
  return {
    json: preview,
    says: [...preview.aliases.flatMap(previewLines), ...preview.notes].join('\n'),
    exitCode: exit.done,
  };
}

const saved = (outcome: ContractOutcome): Outcome => ({
  json: outcome,
  says: [
    `Version ${outcome.version} of the contract is in force. No alias has moved: indexes repair ` +
      'puts right what differs from it.',
    ...outcome.differences.flatMap(differenceLines),
  ].join('\n'),
  exitCode: exit.done,
});

async function readText(file: string): Promise<string> {
  try {
    return file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
  } catch (cause) {
    throw new FaultError(refuse('invalid', `${file} cannot be read. Nothing was sent.`).fault, {
      cause,
    });
  }
}

/** The text names the version that it was made from, as `show` has printed it. */
export async function editContractText(
  console: Console,
  file: string,
  { environment, reason, confirm, dryRun }: ContractOptions,
): Promise<Outcome> {
  const text = await readText(file);
  if (dryRun === true) return previewOf(console, environment, { text });
  return saved(
    await sendCommand<ContractOutcome>(console, '/api/v1/indexes/edit-contract', {
      environment,
      confirm,
      ...{ text, reason },
    }),
  );
}

export async function resetContractText(
  console: Console,
  { environment, reason, confirm, dryRun }: ContractOptions,
): Promise<Outcome> {
  const { version } = await readContract(console, environment);
  if (dryRun === true) return previewOf(console, environment, { version });
  return saved(
    await sendCommand<ContractOutcome>(console, '/api/v1/indexes/reset-contract', {
      environment,
      confirm,
      ...{ version, reason },
    }),
  );
}

const previewAddress = (what: 'accept' | 'remove', alias: string, environment: string): string =>
  inEnvironment(
    `/api/indexes/${what}-preview?${new URLSearchParams({ alias }).toString()}`,
    environment,
  );

const seenWords = ({
  alias,
  targets,
  filter,
  documents: shown,
}: AcceptPreview | RemovePreview): string =>
  `${alias}: ${targets.join(', ')}, ${filter ?? 'no filter'}, ${documents(shown)}`;

export async function acceptIndexAlias(
  console: Console,
  alias: string,
  { environment, reason, confirm, dryRun }: ContractOptions,
): Promise<Outcome> {
  if (dryRun === true) {
    const preview = await console.get<AcceptPreview>(previewAddress('accept', alias, environment));
    return {
      json: preview,
      says: [`  + ${seenWords(preview)}, as ${preview.follows}`, ...preview.notes].join('\n'),
      exitCode: exit.done,
    };
  }
  return saved(
    await sendCommand<ContractOutcome>(console, '/api/v1/indexes/accept', {
      environment,
      confirm,
      ...{ alias, reason },
    }),
  );
}

export async function removeIndexAlias(
  console: Console,
  alias: string,
  { environment, reason, confirm, dryRun }: ContractOptions,
): Promise<Outcome> {
  if (dryRun === true) {
    const preview = await console.get<RemovePreview>(previewAddress('remove', alias, environment));
    return {
      json: preview,
      says: [`  - ${seenWords(preview)}`, ...preview.notes, preview.request].join('\n'),
      exitCode: exit.done,
    };
  }
  const outcome = await sendCommand<RemoveOutcome>(console, '/api/v1/indexes/remove-alias', {
    environment,
    confirm,
    ...{ alias, reason },
  });
  return {
    json: outcome,
    says: [`Removed: ${outcome.alias}.`, ...outcome.warnings].join('\n'),
    exitCode: exit.done,
  };
}
