import { limitFlood } from '../../kernel/flood-limit.ts';
import { printable } from '../../kernel/free-text.ts';
import { errorFacts, type Log } from '../log.ts';

const longestLine = 200;

// What is quoted was sent by somebody.
const withoutQuotes = (text: string): string => text.replace(/(["'`]).*?\1/g, '$1…$1');

/** Of an error its class and code, of a text its first line: never what a driver put into both. */
const factsOf = (given: unknown): Record<string, unknown> =>
  given instanceof Error
    ? errorFacts(given)
    : { text: printable(withoutQuotes(String(given).split('\n')[0] ?? ''), longestLine) };

type Say = (...given: readonly unknown[]) => void;

/** One line each, cleaned, bounded, and only as many as are worth reading. */
function sayInto(log: Log, nowMs: () => number): (level: 'warn' | 'debug') => Say {
  const limit = limitFlood(nowMs);
  return (level) =>
    (...given) => {
      const facts = given.slice(0, 3).map(factsOf);
      const leftOut = limit.admit(JSON.stringify(facts));
      if (leftOut === null) return;
      log[level](
        { facts: facts.map((one) => JSON.stringify(one)), ...(leftOut > 0 && { leftOut }) },
        'a library says',
      );
    };
}

/**
 * Frameworks and the SDKs of services print what callers sent, in as many lines as they like. From
 * here on that goes to the log.
 */
export function logFrameworkOutput(log: Log, nowMs = () => performance.now()): () => void {
  const { error, warn, log: say, info } = console;
  const into = sayInto(log, nowMs);
  Object.assign(console, {
    error: into('warn'),
    warn: into('warn'),
    log: into('debug'),
    info: into('debug'),
  });
  return () => void Object.assign(console, { error, warn, log: say, info });
}

/** The same of what libraries warn of by Node, which would print it. */
export function logWarnings(log: Log, nowMs = () => performance.now()): () => void {
  const before = process.listeners('warning');
  const warned: Say = sayInto(log, nowMs)('warn');
  process.removeAllListeners('warning');
  process.on('warning', warned);
  return () => {
    process.removeListener('warning', warned);
    for (const listener of before) process.on('warning', listener);
  };
}
