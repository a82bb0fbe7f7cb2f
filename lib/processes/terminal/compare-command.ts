import type {
  Both,
  ComparedField,
  Comparison,
  ComparisonEvent,
  ComparisonSample,
  ReadSoFar,
} from '#lib/indexes/index.ts';
import { inEnvironment } from '#lib/kernel/address.ts';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { count, decimal } from '#lib/kernel/words/numbers.ts';
import type { Console } from './console-client.ts';
import type { ChangingLine } from './follow.ts';
import { namedByNumber } from './only-environment.ts';
import { exit, type ExitCode, type Outcome } from './outcome.ts';

export interface CompareOptions {
  readonly environment?: string;
  /** The family, where both are runs. */
  readonly index?: string;
}

const exitOfState: Readonly<Record<Comparison['state'], ExitCode>> = {
  equal: exit.done,
  different: exit.drift,
  'not-known': exit.notKnown,
};

/** Of so many values of one field the terminal shows those that differ most. */
const mostValues = 8;

const readWords = ({ read, of }: ReadSoFar): string =>
  of === null ? count(read) : `${count(read)} of ${count(of)}`;

/** `Read 12,000 of 70,914 and 11,000 of 71,020 documents` */
export const progressInWords = ({ a, b }: Both<ReadSoFar>): string =>
  `Read ${readWords(a)} and ${readWords(b)} documents`;

const percent = (rate: number | null): string =>
  rate === null ? '–' : `${decimal(rate * 100, 2)}%`;

const differs = ({ changed, empty, values }: ComparedField): boolean =>
  changed > 0 ||
  empty.a !== empty.b ||
  (values?.listed.some(({ documents }) => documents.a !== documents.b) ?? false);

const tableLine = (field: string, cells: readonly string[]): string =>
  `  ${field.padEnd(24)}${cells.map((cell) => cell.padStart(10)).join('')}`;

const fieldLine = ({ field, changed, gained, lost, nullRate }: ComparedField): string =>
  tableLine(field, [
    count(changed),
    count(gained),
    count(lost),
    percent(nullRate.a),
    percent(nullRate.b),
  ]);

function valueLines({ field, values }: ComparedField): string[] {
  const change = (documents: Both<number>): number => Math.abs(documents.a - documents.b);
  const moved = (values?.listed ?? []).filter(({ documents }) => change(documents) > 0);
  return moved
    .toSorted((one, other) => change(other.documents) - change(one.documents))
    .slice(0, mostValues)
    .map(({ value, documents: { a, b } }) =>
      tableLine(`${field} ${value}`, [count(a), count(b), `${b > a ? '+' : ''}${count(b - a)}`]),
    );
}

const sampleLine = ({ document, change, fields }: ComparisonSample): string => {
  const what = fields.map(({ field, isMasked, before, after }) =>
    isMasked ? field : `${field} ${before ?? 'nothing'} → ${after ?? 'nothing'}`,
  );
  return `  ${change.padEnd(8)} ${document}: ${what.join(', ')}`;
};

/** What has come out, for people: first what it comes to, then whatever differs. */
export function comparisonInWords(result: Comparison): string {
  const { a, b, documents, says, fields, samples } = result;
  const different = fields.filter(differs);
  const values = different.flatMap(valueLines);
  return [
    `${a.index} (${count(documents.a)}) → ${b.index} (${count(documents.b)})`,
    says,
    ...(different.length === 0
      ? []
      : [
          tableLine('field', ['changed', 'gained', 'lost', 'none in A', 'none in B']),
          ...different.map(fieldLine),
        ]),
    ...(values.length === 0 ? [] : [tableLine('value', ['in A', 'in B', 'change']), ...values]),
    ...(samples.length === 0 ? [] : ['samples', ...samples.map(sampleLine)]),
  ].join('\n');
}

/**
 * Two generations, document by document. 4 says that they differ, 5 that it is not known; a signal
 * stops it in the console too.
 */
export async function compareIndexes(
  console: Console,
  names: readonly [string, string],
  { environment, index }: CompareOptions,
  line: ChangingLine,
  signal: AbortSignal,
): Promise<Outcome> {
  const named = (name: string): Promise<string> =>
    namedByNumber(console, name, environment === undefined ? {} : { environment });
  const [a, b] = [await named(names[0]), await named(names[1])];
  const search = new URLSearchParams({ a, b, ...(index !== undefined && { index }) }).toString();
  const where = `/api/indexes/compare?${search}`;
  const address = environment === undefined ? where : inEnvironment(where, environment);
  try {
    for await (const event of console.lines<ComparisonEvent>(address, signal)) {
      if ('progress' in event) line.show(progressInWords(event.progress));
      else
        return {
          json: event.result,
          says: comparisonInWords(event.result),
          exitCode: exitOfState[event.result.state],
        };
    }
  } finally {
    line.close();
  }
  throw new FaultError(
    refuse('unavailable', 'The comparison ended without a result: what differs is not known.')
      .fault,
  );
}
