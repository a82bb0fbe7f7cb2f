import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

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
}

function count(node: Node, path: readonly string[], tally: Tally): void {
  const names = [...path, node.type === 'module' ? node.relativeModuleId : node.name];
  if (node.type === 'test') {
    const { state } = node.result();
    if (state === 'passed') tally.passed += 1;
    else if (state === 'failed') tally.failed += 1;
    else tally.skipped += 1;
    if (state === 'skipped' && node.options.mode !== 'run')
      tally.skippedNames.push(names.join(' > '));
    return;
  }
  // A hook or an import that fails leaves no failed test behind, only errors of the suite.
  if (node.errors().length > 0) tally.failed += 1;
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
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tally: Tally = {
      passed: 0,
      failed: unhandledErrors.length,
      skipped: 0,
      skippedNames: [],
    };
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
