import type { z } from 'zod';
import { listWords } from './words/text.ts';

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  nan: 'a number',
  boolean: 'true or false',
  date: 'a time',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with names and values',
  record: 'an object with names and values',
};

const isNumber = (origin: string): boolean => ['number', 'int', 'bigint'].includes(origin);

/** Of text its characters, of anything else what is in it. */
const sized = (origin: string, size: number | bigint): string =>
  `${size.toString()} ${origin === 'string' ? 'characters' : 'of them'}`;

/** As whoever fills it in reads it, where a schema has no words of its own: `pipeline: …`. */
export function inputWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? 'Give it a value.'
        : `This must be ${typeWords[issue.expected] ?? 'something else'}.`;
    case 'invalid_value':
      return `Choose ${listWords(issue.values.map(String), 'or')}.`;
    case 'too_small':
      if (isNumber(issue.origin)) return `This must be ${issue.minimum.toString()} or more.`;
      return Number(issue.minimum) <= 1
        ? 'Give it a value.'
        : `Use at least ${sized(issue.origin, issue.minimum)}.`;
    case 'too_big':
      if (isNumber(issue.origin)) return `This must be ${issue.maximum.toString()} or less.`;
      return `Use at most ${sized(issue.origin, issue.maximum)}.`;
    default:
      return 'This has not the form that is asked for.';
  }
}
