import { fieldErrorsOf } from '#lib/kernel/form-fields.ts';
import { controlRefused, withoutNumbers } from '#lib/kernel/free-text.ts';
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

/** Of what another site had a browser send, or may have. */
export const foreignRequest: Fault = {
  kind: 'forbidden',
  says: 'This request does not come from a page of this console.',
};

/** Of what has characters that no database can keep, wherever in it. */
export const unstorable: Fault = { kind: 'invalid', says: controlRefused };

/** More than its bytes can say: parts of it hold one another. */
export const boundless: Fault = {
  kind: 'invalid',
  says: 'This says more than a form of this console can. Nothing was done.',
};

/** No form has as many; an address or a body may name thousands that nobody knows. */
const mostFields = 50;

/**
 * Names the first fields and what is wrong with them, never what was sent: the name of a part of a
 * record was sent too.
 */
export function invalidInput(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Fault {
  const named = issues.slice(0, mostFields).map(({ path, message }) => ({
    path: path.map((part) => withoutNumbers(String(part), 80)),
    message,
  }));
  const says = sentences(
    ...named.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`),
  );
  return { kind: 'invalid', says, fields: fieldErrorsOf(named) };
}
