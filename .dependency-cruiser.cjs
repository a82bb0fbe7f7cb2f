// The import rules of ARCHITECTURE.md, "Who may import whom".
// `lib/testing/repository/import-rules.test.ts` plants a violation of each and proves that it is
// caught.

// In the order of the layout: a feature may use the features before it, never the ones after it.
const features = [
  'access',
  'notify',
  'inventory',
  'indexes',
  'sync',
  'status',
  'downstream',
  'support',
];

const ours = '^(app|components|lib|bench|bin|deploy)/';
const tests = '\\.(test|e2e)\\.tsx?$';
const framework =
  '^node_modules/(next|next-auth|react|react-dom|nuqs|' +
  '@tanstack/react-query|@base-ui/react|lucide-react)/';
const entryPoints = (feature, ...names) => `^lib/${feature}/(${names.join('|')})\\.ts$`;
const anyFeature = `(${features.join('|')})`;

/** `from` may reach nothing of ours but `allowed`; its tests may also use lib/testing. */
function mayImportOnly(name, from, allowed, comment) {
  return [
    {
      name,
      comment,
      severity: 'error',
      from: { path: from, pathNot: tests },
      to: { path: ours, pathNot: allowed },
    },
    {
      name: `${name}-in-tests`,
      comment,
      severity: 'error',
      from: { path: `${from}.*${tests}` },
      to: {
        path: ours,
        pathNot: [
          ...allowed,
          '^lib/testing/',
          entryPoints(anyFeature, 'index', 'model'),
          '^lib/processes/',
        ],
      },
    },
  ];
}

const featureRules = features.flatMap((feature, position) =>
  mayImportOnly(
    `${feature}-imports-only-earlier-features`,
    `^lib/${feature}/`,
    [
      '^lib/kernel/',
      '^lib/platform/',
      `^lib/${feature}/`,
      ...features.slice(0, position).map((earlier) => entryPoints(earlier, 'index', 'model')),
    ],
    'A feature knows the kernel, the platform, access, and the index.ts of features ' +
      'before it in the plan.',
  ),
);

// The test kit and the benches may import behind the entry points: they build a feature's world and
// fixtures, and nothing of the product imports them.
const entryPointRules = features.map((feature) => ({
  name: `${feature}-has-entry-points`,
  comment:
    'A feature is imported by its index.ts (server), client.ts or model.ts (browser); ' +
    'everything else in it is private.',
  severity: 'error',
  from: { pathNot: [`^lib/${feature}/`, '^lib/testing/', '^bench/'] },
  to: { path: `^lib/${feature}/`, pathNot: entryPoints(feature, 'index', 'client', 'model') },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...mayImportOnly(
      'kernel-imports-nothing-of-ours',
      '^lib/kernel/',
      ['^lib/kernel/'],
      'The kernel holds pure words.',
    ),
    ...mayImportOnly(
      'platform-imports-only-the-kernel',
      '^lib/platform/',
      ['^lib/kernel/', '^lib/platform/'],
      'The platform knows the outside world and no domain words.',
    ),
    ...featureRules,
    ...entryPointRules,
    ...mayImportOnly(
      'web-imports-only-kernel-platform-access',
      '^lib/web/',
      [
        '^lib/kernel/',
        '^lib/platform/',
        '^lib/web/',
        entryPoints('access', 'index', 'client', 'model'),
      ],
      'The only folder in lib that knows Next carries no domain words.',
    ),
    ...mayImportOnly(
      'processes-import-only-entry-points',
      '^lib/processes/',
      ['^lib/kernel/', '^lib/platform/', '^lib/processes/', entryPoints(anyFeature, 'index')],
      'A process is put together from the platform and the index.ts of each feature.',
    ),
    ...mayImportOnly(
      'components-import-only-browser-entry-points',
      '^components/',
      ['^lib/kernel/', '^components/', entryPoints(anyFeature, 'client', 'model')],
      'Components are drawn from the kernel, other components, and client.ts and ' +
        'model.ts of the features.',
    ),
    ...mayImportOnly(
      'app-imports-only-components-web-entry-points',
      '^app/',
      [
        '^app/',
        '^components/',
        '^lib/web/',
        '^lib/kernel/',
        entryPoints(anyFeature, 'index', 'client'),
      ],
      'A page is put together from the kernel, components, lib/web and the two entry ' +
        'points of each feature.',
    ),
    {
      name: 'model-is-pure',
      comment: 'model.ts is read by browsers: kernel and zod only.',
      severity: 'error',
      from: { path: `^lib/${anyFeature}/model\\.ts$` },
      to: { pathNot: ['^lib/kernel/', '^node_modules/zod/'] },
    },
    {
      name: 'client-is-browser-safe',
      comment:
        'client.ts is read by browsers: kernel, pure files of its own feature, zod and ' +
        'React Query only.',
      severity: 'error',
      from: { path: `^lib/${anyFeature}/client\\.ts$` },
      to: {
        pathNot: [
          '^lib/kernel/',
          '^lib/$1/(?!index|store)[^/]+\\.ts$',
          '^lib/$1/[^/]+/(?!store)[^/]+\\.ts$',
          '^node_modules/zod/',
          '^node_modules/@tanstack/react-query/',
        ],
      },
    },
    {
      name: 'browser-code-never-reaches-the-server',
      comment:
        'What a browser loads must not reach the platform, a store or a module of Node, ' +
        'however indirectly.',
      severity: 'error',
      from: { path: [`^lib/${anyFeature}/(model|client)\\.ts$`, '^components/'], pathNot: tests },
      to: {
        reachable: true,
        path: [
          '^lib/platform/',
          '[/-]store\\.ts$',
          '^(node:)?(crypto|fs|fs/promises|path|os|net|http|https|stream|' +
            'child_process|worker_threads|timers/promises)$',
        ],
      },
    },
    {
      name: 'features-do-not-know-next',
      comment:
        'Workers and the terminal run features in plain Node; only lib/web, components ' +
        'and app know the framework.',
      severity: 'error',
      from: {
        path: `^lib/(kernel|platform|processes|${features.join('|')})/`,
        pathNot: [tests, `^lib/${anyFeature}/client\\.ts$`],
      },
      to: { path: framework },
    },
    {
      name: 'processes-never-reach-next',
      comment: 'A worker that can reach Next or React by any path would carry them.',
      severity: 'error',
      from: { path: '^lib/processes/', pathNot: tests },
      to: { reachable: true, path: framework },
    },
    {
      name: 'generated-client-stays-in-stores',
      comment:
        'Tables are touched by the stores of their feature, and by the database forms of ' +
        'the broker and the search.',
      severity: 'error',
      from: {
        pathNot: [
          '^lib/platform/generated/',
          '^lib/platform/database/prisma-client\\.ts$',
          '[/-]store\\.ts$',
          '^lib/platform/(broker|search)/database/',
        ],
      },
      to: { path: '^lib/platform/generated/' },
    },
    {
      name: 'drivers-stay-in-platform',
      comment: 'A driver is known to the one file that adapts it, or that probes its server.',
      severity: 'error',
      from: { pathNot: ['^lib/(platform|testing)/', '^lib/status/probes/', '^bench/', tests] },
      to: {
        path:
          '^node_modules/(pg|@electric-sql/pglite|pglite-prisma-adapter|@prisma/[^/]+|amqplib|' +
          '@opensearch-project/[^/]+|@aws-sdk/[^/]+)/',
      },
    },
    {
      name: 'source-drivers-stay-in-participants',
      comment: 'The databases of the existing services are read by the participants and probes.',
      severity: 'error',
      from: {
        pathNot: [
          '^lib/sync/participants/',
          '^lib/status/probes/',
          '^lib/testing/',
          '^bench/',
          tests,
        ],
      },
      to: { path: '^node_modules/(mysql2|mongodb)/' },
    },
    {
      name: 'synthetic-population-knows-no-rules',
      comment:
        'Each person carries the expected document by how they were made; with the rules ' +
        'at hand the proof would be circular.',
      severity: 'error',
      from: {
        path: [
          '^lib/(sync/participants|testing/sync)/(synthetic|population)',
          '^lib/sync/participants/[^/]+/(synthetic|population)',
        ],
        pathNot: tests,
      },
      to: {
        path: ours,
        pathNot: [
          '^lib/kernel/',
          '/(synthetic|population)[^/]*(/|\\.ts$)',
          '^lib/sync/participants/sources\\.ts$',
          '^lib/platform/search/(port|conditions)\\.ts$',
        ],
      },
    },
    {
      name: 'product-does-not-import-testing',
      comment: 'lib/testing is for tests and benches.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: [tests, '^lib/testing/'] },
      to: { path: '^lib/testing/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'product-needs-no-development-packages',
      comment: 'What runs must be in dependencies.',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: [tests, '^lib/testing/', '^components/ui/testing\\.tsx$'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/platform/generated/'] },
    exclude: { path: ['^\\.next/', '^dist/', '^next-env\\.d\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
