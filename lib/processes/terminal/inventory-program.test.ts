import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addInventoryCommands } from './inventory-program.ts';

/** Whether a line is taken, and nothing of it is left over or missing. */
async function runs(line: string): Promise<number> {
  let ran = 0;
  const count = (): void => {
    ran += 1;
  };
  const inventory = new Command('inventory').exitOverride().configureOutput({ writeErr() {} });
  addInventoryCommands(
    inventory,
    (below, name) => below.command(name).option('--json').exitOverride(),
    {
      runCommand() {
        count();
        return Promise.resolve();
      },
      answer: count,
    },
  );
  await inventory.parseAsync(line.split(' '), { from: 'user' });
  return ran;
}

// What programs of others call: what may be left out here stays so.
it.each([
  'search TEXT',
  'show COMPONENT',
  'depends COMPONENT',
  'depends COMPONENT --on',
  'depends COMPONENT --of',
  'export --format yaml',
  'export --format csv --estate E',
  'import FILE --reason R',
  'import FILE --reason R --dry-run',
  'observe FILE --kind terraform --environment E',
  'observe FILE --kind compose --environment E --profiles a b',
  'observe FILE --kind generic --environment E --reason R --covers server --dry-run',
  'reach --from A --to B --port 1',
  'record SYSTEM --format md',
  'record SYSTEM --format html',
  'missing',
  'missing --estate E',
  'branch-check NAME',
  'migration',
  'migration --what-if A B',
])('%s is a whole command, with --json and without', async (line) => {
  expect(await runs(line)).toBe(1);
  expect(await runs(`${line} --json`)).toBe(1);
});

it.each(['import FILE', 'reach --from A --to B', 'observe FILE --kind terraform', 'search'])(
  '%s is none',
  async (line) => {
    await expect(runs(line)).rejects.toThrow(/required|missing/);
  },
);

it('takes no branch without a name', async () => {
  await expect(runs('branch-check ')).rejects.toThrow('Give the name of a branch.');
});
