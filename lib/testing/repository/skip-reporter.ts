import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { TestError } from 'vitest';
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node';

type Node = TestModule | TestSuite | TestCase;

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /**
   * `file > suite`, the outermost skipped name of each; a suite's name includes the variable that
   * it wants.
   */
  readonly skippedNames: string[];
  /** What failed and why, for the end of the output, where nobody has to look for it. */
  readonly failures: string[];
}

/** The name and, cut to a screen of text, the differences and where they were met. */
function recordFailure(name: string, errors: readonly TestError[], tally: Tally): void {
  tally.failed += 1;
  const reasons = errors.flatMap(({ diff, message, stack }) =>
    [stack ?? message, diff ?? []].flat(),
  );
  const says = stripVTControlCharacters([name, ...reasons].join('\n'));
  tally.failures.push(says.slice(0, 2_000));
}

function count(node: Node, path: readonly string[], tally: Tally): void {
  const names = [...path, node.type === 'module' ? node.relativeModuleId : node.name];
  if (node.type === 'test') {
    const { state, errors = [] } = node.result();
    if (state === 'passed') tally.passed += 1;
    else if (state === 'failed') recordFailure(names.join(' > '), errors, tally);
    else tally.skipped += 1;
    if (state === 'skipped' && node.options.mode !== 'run')
      tally.skippedNames.push(names.join(' > '));
    return;
  }
  // A hook or an import that fails leaves no failed test behind, only errors of the suite.
  if (node.errors().length > 0) recordFailure(names.join(' > '), node.errors(), tally);
  if (node.type === 'suite' && node.options.mode === 'skip') {
    tally.skipped += [...node.children.allTests()].length;
    tally.skippedNames.push(names.join(' > '));
    return;
  }
  for (const child of node.children) count(child, names, tally);
}

// CI refuses skips; FORBID_SKIPS=0 allows them there and 1 forbids them anywhere. `bin/test.mjs`
// says the same of the browser tests.
const areSkipsForbidden =
  (process.env.FORBID_SKIPS ?? (process.env.CI === 'true' ? '1' : '0')) === '1';

/**
 * Prints every skipped suite by name, fails the run where skips are forbidden, and leaves the tally
 * in the file `TEST_TALLY` for `bin/test.mjs`.
 */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tally: Tally = {
      passed: 0,
      failed: 0,
      skipped: 0,
      skippedNames: [],
      failures: [],
    };
    for (const error of unhandledErrors) recordFailure('Outside of the tests', [error], tally);
    for (const module of modules) count(module, [], tally);

    for (const name of tally.skippedNames) console.log(`Skipped: ${name}`);
    if (tally.skipped > 0 && areSkipsForbidden) {
      console.error(
        `${tally.skipped} skipped, and skips are forbidden here: set the variable that ` +
          'each suite names.',
      );
      process.exitCode = 1;
    }
    const file = process.env.TEST_TALLY;
    if (file !== undefined) writeFileSync(file, JSON.stringify(tally));
  }
}
