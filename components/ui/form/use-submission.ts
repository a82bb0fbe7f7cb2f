'use client';

import { unstable_rethrow } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { FieldErrors } from '#lib/kernel/form-fields.ts';
import type { ActionResult, Fault, Refusal } from '#lib/kernel/result.ts';

/** Why nothing was done, or, where no answer came, why that is not known. */
export interface Failure {
  readonly isKnown: boolean;
  readonly fault: Fault;
  readonly id?: string;
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

export const wrongFields = (fields: FieldErrors): Failure => ({
  isKnown: true,
  fault: { kind: 'invalid', says: 'Nothing was sent.', fields },
});

interface Ends<T> {
  readonly done: (value: T) => void;
  /** Null: no answer came. */
  readonly failed?: (refusal: Refusal | null) => void;
}

/**
 * Runs an action and keeps why it failed. An action that throws has lost its response, so it may be
 * done or not: thrown on, the error would take the page and what was typed with it.
 */
export function useSubmission<I, T>(send: (input: I) => Promise<ActionResult<T>>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const submit = (input: I, { done, failed }: Ends<T>): void =>
    startTransition(async () => {
      const answer = await send(input).catch((error: unknown) => {
        // A redirect is thrown too.
        unstable_rethrow(error);
        return null;
      });
      if (answer?.ok === true) {
        setFailure(null);
        done(answer.value);
        return;
      }
      setFailure(answer === null ? lost : { isKnown: true, fault: answer.fault, id: answer.id });
      failed?.(answer);
    });
  return { failure, setFailure, isBusy, submit };
}
