// npm test: everything, from a fresh clone. At the end is what failed, and the last line is always
// the count: "N passed, N failed, N skipped".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { browserEnvironment, howToGetOne } from './browser.mjs';
import { generate, install, step } from './steps.mjs';

// The same sentence as in lib/testing/repository/skip-reporter.ts, for the browser tests.
const areSkipsForbidden =
  (process.env.FORBID_SKIPS ?? (process.env.CI === 'true' ? '1' : '0')) === '1';

const folder = mkdtempSync(path.join(tmpdir(), 'console-test-'));
/** Name and reason of each test that failed, shown again at the end: between is much output. */
const failures = [];
const total = { passed: 0, failed: 0, skipped: 0 };
let isWhole = true;

function end(says) {
  rmSync(folder, { recursive: true, force: true });
  if (says !== undefined) {
    console.error(says);
    total.failed += 1;
  }
  for (const failure of failures.slice(0, 10)) console.log(`\nFailed: ${failure.trimEnd()}`);
  if (failures.length > 10) console.log(`\n${failures.length - 10} more failed: see above.`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(isWhole && total.failed === 0 ? 0 : 1);
}

function tallyOf(file, read) {
  try {
    const {
      passed,
      failed,
      skipped,
      failures: says,
    } = read(JSON.parse(readFileSync(file, 'utf8')));
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    failures.push(...says);
    return failed;
  } catch {
    return null;
  }
}

/** A runner that ends badly without saying which test failed counts as one failure. */
function suite(name, args, env, read) {
  const tally = path.join(folder, `${name}.json`);
  const isGood = step(process.execPath, args, { ...env, TEST_TALLY: tally });
  const failed = tallyOf(tally, read);
  if (failed === null) total.failed += 1;
  isWhole &&= isGood;
}

if (!install()) end('The packages could not be installed: see above.');
if (!generate()) end('The Prisma client could not be generated: see above.');
const browser = await browserEnvironment();
if (browser === null) end(howToGetOne);

suite('vitest', ['node_modules/vitest/vitest.mjs', 'run'], {}, (tally) => tally);

if (!step(process.execPath, ['bin/build.mjs'])) end('The build failed: see above.');

function specsOf({ suites = [], specs = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

suite('playwright', ['node_modules/@playwright/test/cli.js', 'test'], browser, (report) => {
  const { stats, errors } = report;
  const says = [];
  for (const { file, title, tests } of specsOf(report)) {
    if (tests.some((test) => test.status === 'skipped')) console.log(`Skipped: ${file} > ${title}`);
    for (const { status, results } of tests) {
      if (status !== 'unexpected') continue;
      const reasons = results.flatMap((result) => result.errors.map((error) => error.message));
      const text = stripVTControlCharacters([`${file} > ${title}`, ...reasons].join('\n'));
      says.push(text.slice(0, 2_000));
    }
  }
  if (stats.skipped > 0 && areSkipsForbidden) isWhole = false;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
    failures: says,
  };
});

end();
