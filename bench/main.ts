/** npm run bench -- NAME [--documents N] [--only PART] [--json] */
import { parseArgs } from 'node:util';
import { Cleaning } from './cleaning.ts';
import { hasGap, printTable, type Reporting } from './reporting.ts';
import { benchEmbedded } from './embedded.ts';
import { benchIndexes } from './indexes.ts';
import { benchInventory } from './inventory.ts';
import { benchMemory } from './memory.ts';
import { benchPages } from './pages.ts';
import { benchStatus } from './status.ts';
import { benchSync } from './sync.ts';

interface Bench {
  readonly documents: number;
  readonly run: (reporting: Reporting) => Promise<object>;
}

const benches: Readonly<Record<string, Bench>> = {
  sync: { documents: 100_000, run: benchSync },
  memory: { documents: 500_000, run: benchMemory },
  embedded: { documents: 20_000, run: benchEmbedded },
  pages: { documents: 20_000, run: benchPages },
  indexes: { documents: 100_000, run: benchIndexes },
  inventory: { documents: 5_000, run: benchInventory },
  status: { documents: 5_000, run: benchStatus },
};

function usageError(): never {
  console.error(
    `npm run bench -- ${Object.keys(benches).join(' | ')} [--documents N] [--only PART] [--json]`,
  );
  process.exit(2);
}

function parseArguments(): {
  readonly bench: Bench;
  readonly documents: number;
  readonly only: string | null;
  readonly isJson: boolean;
} {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        documents: { type: 'string' },
        only: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const bench = positionals.length === 1 ? benches[positionals[0] ?? ''] : undefined;
    const documents = values.documents === undefined ? bench?.documents : Number(values.documents);
    if (
      bench === undefined ||
      documents === undefined ||
      !Number.isInteger(documents) ||
      documents < 1
    )
      usageError();
    return { bench, documents, only: values.only ?? null, isJson: values.json };
  } catch {
    usageError();
  }
}

async function main(): Promise<void> {
  const { bench, documents, only, isJson } = parseArguments();
  const cleaning = new Cleaning();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      void cleaning.run().then(() => process.exit(130));
    });
  }
  let exitCode = 0;
  const reporting: Reporting = {
    documents,
    only,
    cleaning,
    says: (line) => console.error(line),
    table: (rows) => {
      if (!isJson) process.stdout.write(`\n${printTable(rows)}\n\n`);
    },
    fail: (why) => {
      console.error(why);
      exitCode = 1;
    },
  };
  try {
    const figures = await bench.run(reporting);
    if (isJson) process.stdout.write(`${JSON.stringify(figures)}\n`);
    if (hasGap(figures)) reporting.fail('Not everything could be measured.');
  } catch (error) {
    // Only its own words: a driver's error may carry whole batches.
    console.error(
      error instanceof Error ? (error.stack ?? error.message) : 'It failed, not known why.',
    );
    exitCode = 1;
  }
  await cleaning.run();
  process.exit(exitCode);
}

void main();
