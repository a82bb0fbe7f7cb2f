import type { z } from 'zod';

const listed = (values: readonly unknown[]): string => {
  const words = values.map(String);
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} or ${words.slice(-1).join('')}`;
};

/** As whoever fills it in reads it, where a schema has no words of its own: `pipeline: …`. */
export function inputWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? 'Give it a value.'
        : `This must be a ${issue.expected}.`;
    case 'invalid_value':
      return `Choose ${listed(issue.values)}.`;
    case 'too_small':
      return Number(issue.minimum) <= 1
        ? 'Give it a value.'
        : `Use at least ${issue.minimum.toString()} characters.`;
    case 'too_big':
      return `Use at most ${issue.maximum.toString()} characters.`;
    default:
      return 'This has not the form that is asked for.';
  }
}

/** Sentences one after the other: each ends with a stop of its own. */
export const sentences = (parts: readonly string[]): string =>
  parts.map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(' ');
