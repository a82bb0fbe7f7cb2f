import { refuse } from '#lib/kernel/result.ts';
import { StageFailed } from './stage-context.ts';

/** Ends the run: nothing shows that what the stage received is everything that was sent. */
export function notProven({ title }: { readonly title: string }, because: string): never {
  throw new StageFailed(refuse('precondition', `Stage “${title}” is not proven. ${because}`).fault);
}
