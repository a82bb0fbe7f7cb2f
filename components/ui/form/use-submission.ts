'use client';

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import type { FieldErrors } from '#lib/kernel/form-fields.ts';
import { isSignedOut, type ActionResult, type Fault, type Refusal } from '#lib/kernel/result.ts';

/** Why nothing was done, or, where no answer came, why that is not known. */
export interface Failure {
  readonly isKnown: boolean;
  readonly fault: Fault;
  readonly id?: string;
  /** What comes before another try. */
  readonly remedy?: 'sign-in' | 'reload';
}

const lost: Failure = {
  isKnown: false,
  fault: {
    kind: 'unavailable',
    says:
      'The connection was lost before an answer came. What you typed is kept. Try again once you ' +
      'are connected: nothing is done twice.',
  },
};

/** Next runs no action of another build, so that nothing was done is known. */
const renewed: Failure = {
  isKnown: true,
  fault: {
    kind: 'precondition',
    says: 'The console was renewed since this page was opened, so nothing was done.',
  },
  remedy: 'reload',
};

const failureOf = ({ fault, id }: Refusal): Failure => ({
  isKnown: true,
  fault,
  id,
  ...(isSignedOut(fault) && { remedy: 'sign-in' }),
});

/** A try that reached no command says nothing of an earlier one that had no answer. */
const afterLost = (failure: Failure): Failure =>
  failure.remedy === undefined
    ? failure
    : {
        ...failure,
        isKnown: false,
        fault: {
          ...failure.fault,
          says:
            failure.remedy === 'sign-in'
              ? 'You have been signed out, so this try did nothing.'
              : 'The console was renewed since this page was opened, so this try did nothing.',
        },
      };

export const wrongFields = (fields: FieldErrors): Failure => ({
  isKnown: true,
  fault: { kind: 'invalid', says: 'Nothing was sent.', fields },
});

interface Ends<T> {
  readonly done: (value: T) => void;
  /** The refusal is null where no answer came, and where the console was renewed. */
  readonly failed?: (failure: Failure, refusal: Refusal | null) => void;
}

/**
 * Runs an action and keeps why it failed. An action that throws has lost its response, so it may be
 * done or not: thrown on, the error would take the page and what was typed with it.
 */
export function useSubmission<I, T>(send: (input: I) => Promise<ActionResult<T>>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const isLost = useRef(false);
  const submit = (input: I, { done, failed }: Ends<T>): void =>
    startTransition(async () => {
      const answer = await send(input).catch((error: unknown) => {
        // A redirect is thrown too.
        unstable_rethrow(error);
        return unstable_isUnrecognizedActionError(error) ? renewed : lost;
      });
      if ('ok' in answer && answer.ok) {
        isLost.current = false;
        setFailure(null);
        done(answer.value);
        return;
      }
      const refusal = 'ok' in answer ? answer : null;
      const reason = 'ok' in answer ? failureOf(answer) : answer;
      const failure = isLost.current ? afterLost(reason) : reason;
      isLost.current = !failure.isKnown;
      setFailure(failure);
      failed?.(failure, refusal);
    });
  return { failure, setFailure, isBusy, submit };
}
