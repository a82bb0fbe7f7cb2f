import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = process.cwd();
const configFile = path.join(root, '.dependency-cruiser.cjs');
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

const Config = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
const Violation = z.object({
  rule: z.object({ name: z.string() }),
  from: z.string(),
  to: z.string(),
});
const Report = z.object({
  summary: z.object({ violations: z.array(Violation), totalCruised: z.number() }),
});
type Violation = z.infer<typeof Violation>;

const rules = Config.parse(createRequire(import.meta.url)(configFile)).forbidden.map(
  (rule) => rule.name,
);

/**
 * Cruises `folders` below `cwd` with the real configuration. The command exits with the number of
 * violations, so only its output counts.
 */
function cruise(cwd: string, folders: readonly string[]): Promise<z.infer<typeof Report>> {
  return new Promise((resolve, reject) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
    execFile(
      process.execPath,
      [cruiser, '--config', configFile, '--output-type', 'json', ...folders],
      options,
      (_, stdout, stderr) => {
        const report = Report.safeParse(stdout.startsWith('{') ? JSON.parse(stdout) : null);
        if (report.success) resolve(report.data);
        else reject(new Error(stderr));
      },
    );
  });
}

/**
 * `via` are the files between, where a rule follows more than one import. A name with a slash is a
 * file, any other a package.
 */
interface Import {
  readonly from: string;
  readonly to: string;
  readonly via?: readonly string[];
}
interface Plant extends Import {
  readonly rule: string;
}

const features = [
  'access',
  'notify',
  'inventory',
  'indexes',
  'sync',
  'status',
  'downstream',
  'support',
] as const;

const plants: readonly Plant[] = [
  { rule: 'kernel-imports-nothing-of-ours', from: 'lib/kernel/a.ts', to: 'lib/platform/plain.ts' },
  {
    rule: 'kernel-imports-nothing-of-ours-in-tests',
    from: 'lib/kernel/a.test.ts',
    to: 'lib/platform/plain.ts',
  },
  {
    rule: 'platform-imports-only-the-kernel',
    from: 'lib/platform/a.ts',
    to: 'lib/access/index.ts',
  },
  {
    rule: 'platform-imports-only-the-kernel-in-tests',
    from: 'lib/platform/a.test.ts',
    to: 'lib/web/plain.ts',
  },
  ...features.flatMap((feature, position) => {
    const later = features[position + 1];
    return [
      {
        rule: `${feature}-imports-only-earlier-features`,
        from: `lib/${feature}/b.ts`,
        to: 'lib/web/plain.ts',
      },
      {
        rule: `${feature}-imports-only-earlier-features`,
        from: `lib/${feature}/c.ts`,
        to: 'app/plain.ts',
      },
      {
        rule: `${feature}-imports-only-earlier-features`,
        from: `lib/${feature}/d.ts`,
        to: 'components/ui/plain.ts',
      },
      {
        rule: `${feature}-imports-only-earlier-features`,
        from: `lib/${feature}/e.ts`,
        to: 'lib/processes/plain.ts',
      },
      {
        rule: 'generated-client-stays-in-stores',
        from: `lib/${feature}/f.ts`,
        to: 'lib/platform/generated/prisma/client.ts',
      },
      {
        rule: `${feature}-imports-only-earlier-features-in-tests`,
        from: `lib/${feature}/b.test.ts`,
        to: 'lib/web/plain.ts',
      },
      {
        rule: `${feature}-has-entry-points`,
        from: 'lib/web/b.ts',
        to: `lib/${feature}/private.ts`,
      },
      {
        rule: `${feature}-has-entry-points`,
        from: 'lib/processes/b.ts',
        to: `lib/${feature}/store.ts`,
      },
      ...(later === undefined
        ? []
        : [
            {
              rule: `${feature}-imports-only-earlier-features`,
              from: `lib/${feature}/g.ts`,
              to: `lib/${later}/index.ts`,
            },
          ]),
    ];
  }),
  {
    rule: 'web-imports-only-kernel-platform-access',
    from: 'lib/web/a.ts',
    to: 'lib/sync/index.ts',
  },
  {
    rule: 'web-imports-only-kernel-platform-access',
    from: 'lib/web/c.ts',
    to: 'components/ui/plain.ts',
  },
  {
    rule: 'web-imports-only-kernel-platform-access-in-tests',
    from: 'lib/web/a.test.ts',
    to: 'app/plain.ts',
  },
  {
    rule: 'processes-import-only-entry-points',
    from: 'lib/processes/a.ts',
    to: 'lib/web/plain.ts',
  },
  {
    rule: 'processes-import-only-entry-points',
    from: 'lib/processes/c.ts',
    to: 'lib/sync/model.ts',
  },
  {
    rule: 'processes-import-only-entry-points-in-tests',
    from: 'lib/processes/a.test.ts',
    to: 'app/plain.ts',
  },
  {
    rule: 'components-import-only-browser-entry-points',
    from: 'components/sync/a.tsx',
    to: 'lib/sync/index.ts',
  },
  {
    rule: 'components-import-only-browser-entry-points',
    from: 'components/sync/b.tsx',
    to: 'app/plain.ts',
  },
  {
    rule: 'components-import-only-browser-entry-points',
    from: 'components/sync/c.tsx',
    to: 'lib/web/plain.ts',
  },
  {
    rule: 'components-import-only-browser-entry-points-in-tests',
    from: 'components/sync/a.test.tsx',
    to: 'app/plain.ts',
  },
  {
    rule: 'app-imports-only-components-web-entry-points',
    from: 'app/a.ts',
    to: 'lib/platform/plain.ts',
  },
  {
    rule: 'app-imports-only-components-web-entry-points',
    from: 'app/b.ts',
    to: 'lib/processes/plain.ts',
  },
  {
    rule: 'app-imports-only-components-web-entry-points-in-tests',
    from: 'app/a.test.ts',
    to: 'bench/plain.ts',
  },
  { rule: 'model-is-pure', from: 'lib/notify/model.ts', to: 'lib/notify/private.ts' },
  { rule: 'model-is-pure', from: 'lib/inventory/model.ts', to: '@tanstack/react-query' },
  { rule: 'client-is-browser-safe', from: 'lib/notify/client.ts', to: 'lib/notify/index.ts' },
  { rule: 'client-is-browser-safe', from: 'lib/inventory/client.ts', to: 'react' },
  {
    rule: 'browser-code-never-reaches-the-server',
    from: 'components/ui/a.tsx',
    via: ['lib/status/model.ts'],
    to: 'lib/platform/plain.ts',
  },
  {
    rule: 'browser-code-never-reaches-the-server',
    from: 'lib/status/client.ts',
    to: 'lib/status/store.ts',
  },
  { rule: 'features-do-not-know-next', from: 'lib/sync/h.ts', to: 'next' },
  { rule: 'features-do-not-know-next', from: 'lib/platform/b.ts', to: 'react' },
  {
    rule: 'processes-never-reach-next',
    from: 'lib/processes/d.ts',
    via: ['lib/downstream/index.ts', 'lib/downstream/h.ts'],
    to: 'react',
  },
  {
    rule: 'generated-client-stays-in-stores',
    from: 'lib/platform/c.ts',
    to: 'lib/platform/generated/prisma/client.ts',
  },
  { rule: 'drivers-stay-in-platform', from: 'lib/sync/j.ts', to: 'pg' },
  { rule: 'source-drivers-stay-in-participants', from: 'lib/sync/k.ts', to: 'mysql2' },
  {
    rule: 'synthetic-population-knows-no-rules',
    from: 'lib/testing/sync/population/a.ts',
    to: 'lib/sync/index.ts',
  },
  {
    rule: 'synthetic-population-knows-no-rules',
    from: 'lib/sync/participants/tcs/synthetic.ts',
    to: 'lib/sync/participants/tcs/rules.ts',
  },
  {
    rule: 'product-does-not-import-testing',
    from: 'lib/sync/l.ts',
    to: 'lib/testing/platform/databases.ts',
  },
  { rule: 'no-cycles', from: 'lib/kernel/b.ts', via: ['lib/kernel/c.ts'], to: 'lib/kernel/b.ts' },
  { rule: 'product-needs-no-development-packages', from: 'lib/kernel/d.ts', to: 'fast-check' },
  { rule: 'everything-resolves', from: 'lib/kernel/e.ts', to: 'no-such-package' },
];

const allowed: readonly Import[] = [
  { from: 'lib/platform/good.ts', to: 'lib/kernel/plain.ts' },
  { from: 'lib/access/good.ts', to: 'lib/platform/plain.ts' },
  { from: 'lib/access/store.ts', to: 'lib/platform/generated/prisma/client.ts' },
  { from: 'lib/sync/good.ts', to: 'lib/indexes/index.ts' },
  { from: 'lib/sync/participants/tcs/mysql.ts', to: 'mysql2' },
  { from: 'lib/sync/good.test.ts', to: 'lib/testing/platform/databases.ts' },
  { from: 'lib/sync/model.ts', to: 'zod' },
  { from: 'lib/sync/client.ts', to: '@tanstack/react-query' },
  { from: 'lib/sync/client.ts', to: 'lib/sync/rules.ts' },
  { from: 'lib/web/good.ts', to: 'next' },
  { from: 'lib/processes/good.ts', to: 'lib/sync/index.ts' },
  { from: 'components/sync/good.tsx', to: 'lib/sync/client.ts' },
  { from: 'app/good.tsx', to: 'lib/sync/index.ts' },
  { from: 'app/better.tsx', to: 'components/sync/good.tsx' },
];

const packages = ['next', 'react', 'zod', '@tanstack/react-query', 'pg', 'mysql2'];

const isFile = (name: string): boolean => name.includes('/') && !name.startsWith('@');

function specifierOf(from: string, to: string): string {
  if (!isFile(to)) return to;
  if (to.startsWith('lib/') || to.startsWith('components/')) return `#${to}`;
  const relative = path.posix.relative(path.posix.dirname(from), to);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

async function plant(folder: string, imports: readonly Import[]): Promise<void> {
  const lines = new Map<string, Set<string>>();
  const file = (name: string): Set<string> => {
    const known = lines.get(name) ?? new Set(['export {};']);
    lines.set(name, known);
    return known;
  };
  for (const { from, via = [], to } of imports) {
    const chain = [from, ...via, to];
    for (const [position, name] of chain.entries()) {
      if (isFile(name)) file(name);
      const next = chain[position + 1];
      if (next !== undefined) file(name).add(`import '${specifierOf(name, next)}';`);
    }
  }
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  const { imports: aliases } = z
    .object({ imports: z.unknown() })
    .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
  const dependencies = Object.fromEntries(packages.map((name) => [name, '1.0.0']));
  await write(
    'package.json',
    JSON.stringify({ imports: aliases, dependencies, devDependencies: { 'fast-check': '1.0.0' } }),
  );
  await write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler' } }),
  );
  for (const name of [...packages, 'fast-check']) {
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await write(`node_modules/${name}/index.js`, '');
  }
  for (const [name, text] of lines) await write(name, [...text].join('\n'));
}

function bites({ rule, from, to }: Plant, violations: readonly Violation[]): boolean {
  const target = isFile(to) || to === 'no-such-package' ? to : `node_modules/${to}/index.js`;
  return violations.some(
    (violation) =>
      violation.rule.name === rule &&
      violation.from === from &&
      (violation.to === target || rule === 'no-cycles'),
  );
}

describe('the import rules', () => {
  let folder: string;
  let violations: readonly Violation[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'import-rules-'));
    await plant(folder, [...plants, ...allowed]);
    violations = (await cruise(folder, ['app', 'components', 'lib'])).summary.violations;
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('has a planted violation for every rule', () => {
    expect(rules.filter((rule) => !plants.some((planted) => planted.rule === rule))).toEqual([]);
  });

  it.each(plants)('$rule: $from may not import $to', (planted) => {
    expect(bites(planted, violations)).toBe(true);
  });

  it.each(allowed)('$from may import $to', ({ from }) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([]);
  });

  it('holds in the real tree', async () => {
    const { summary } = await cruise(root, [
      'app',
      'bench',
      'components',
      'lib',
      'instrumentation.ts',
      'proxy.ts',
    ]);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual(
      [],
    );
    expect(summary.totalCruised).toBeGreaterThan(30);
  });
});
