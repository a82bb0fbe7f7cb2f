import type { z } from 'zod';
import { listWords } from './words/text.ts';

/** As whoever fills it in reads it, where a schema has no words of its own: `pipeline: …`. */
export function inputWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? 'Give it a value.'
        : `This must be a ${issue.expected}.`;
    case 'invalid_value':
      return `Choose ${listWords(issue.values.map(String), 'or')}.`;
    case 'too_small':
      if (issue.origin === 'number') return `This must be ${issue.minimum.toString()} or more.`;
      return Number(issue.minimum) <= 1
        ? 'Give it a value.'
        : `Use at least ${issue.minimum.toString()} characters.`;
    case 'too_big':
      if (issue.origin === 'number') return `This must be ${issue.maximum.toString()} or less.`;
      return `Use at most ${issue.maximum.toString()} characters.`;
    default:
      return 'This has not the form that is asked for.';
  }
}
