import { fieldErrorsOf } from '#lib/kernel/form-fields.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { errorFacts, errorFrames } from '#lib/platform/log.ts';
import { consoleWorld } from './runtime.ts';

/**
 * What a bug looks like from outside. The log has its class, and where it was thrown, under the
 * same id.
 */
export function ourFault(
  error: unknown,
  where: string,
  id: string,
  theirs: string | null = null,
): Fault {
  consoleWorld().log.error(
    {
      ...errorFacts(error),
      where,
      requestId: id,
      ...(theirs !== null && { clientRequestId: theirs }),
      frames: errorFrames(error),
    },
    'a request failed',
  );
  return {
    kind: 'unavailable',
    says:
      'Something went wrong on our side. Nothing else is known yet; try again, and quote the id ' +
      'if it stays.',
  };
}

/** Names the fields and what is wrong with them, never what was sent. */
export function invalidInput(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Fault {
  const says = sentences(
    ...issues
      .slice(0, 5)
      .map((issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`),
  );
  return { kind: 'invalid', says, fields: fieldErrorsOf(issues) };
}
