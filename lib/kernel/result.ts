import type { FieldErrors, StaleEdit } from './form-fields.ts';

/** The seven things that may go wrong and be returned to a caller. Bugs throw instead. */
export const faultKinds = [
  'not-found',
  'forbidden',
  'invalid',
  'conflict',
  'precondition',
  'busy',
  'unavailable',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** `says` is safe to show: plain words, no host names, no driver text, no personal data. */
export interface Fault {
  readonly kind: FaultKind;
  readonly says: string;
  /**
   * What the caller may use to go on, e.g. `{ run: 'local-12' }` for a conflict. Never personal
   * data.
   */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  /** What is wrong with each field of the input, by its name, in words; never what was sent. */
  readonly fields?: FieldErrors;
  /** Of a `conflict`: what somebody else made of the thing meanwhile. */
  readonly stale?: StaleEdit;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export interface Refusal {
  readonly ok: false;
  readonly fault: Fault;
  /** What to quote on the telephone. */
  readonly id: string;
  /** What was sent, for a page that is drawn anew without JavaScript; never a secret. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What a server action gives back to a form. */
export type ActionResult<T> =
  { readonly ok: true; readonly value: T; readonly id: string } | Refusal;

export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(
  kind: FaultKind,
  says: string,
  detail?: Fault['detail'],
): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: detail === undefined ? { kind, says } : { kind, says, detail } };
}

/**
 * Carries a fault through code that can only throw (streams, callbacks); unwrapped again at the
 * nearest edge.
 */
export class FaultError extends Error {
  constructor(
    readonly fault: Fault,
    options?: ErrorOptions,
  ) {
    super(fault.says, options);
    this.name = 'FaultError';
  }

  /**
   * Next bundles pages apart from what composes the world, so this class exists several times in
   * one process: known by its name and fault.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'FaultError' && 'fault' in value;
  }
}

/** Nobody is signed in any more: that comes before anything else. */
export const signedOut = (says: string, detail?: Fault['detail']): Fault => ({
  kind: 'forbidden',
  says,
  detail: { ...detail, signedOut: true },
});

/** Something came back, and no word of the console. */
export const noAnswer: Fault = {
  kind: 'unavailable',
  says: 'The console did not respond.',
  detail: { noAnswer: true },
};

/** Nothing came back: the network, or the console itself, is away. */
export const notReached: Fault = { ...noAnswer, detail: { noAnswer: true, notReached: true } };

export const isNotReached = ({ detail }: Fault): boolean => detail?.['notReached'] === true;

/** What was sent may be done or not: nobody said. */
export const hasNoAnswer = ({ detail }: Fault): boolean => detail?.['noAnswer'] === true;

export const isSignedOut = ({ detail }: Fault): boolean => detail?.['signedOut'] === true;

/** Of a refusal: what is asked for is being read for the first time. */
export const underWay = { isUnderWay: true } as const;
export const isUnderWay = ({ detail }: Fault): boolean => detail?.['isUnderWay'] === true;

export const isUnavailable = (error: unknown): boolean =>
  error instanceof FaultError && error.fault.kind === 'unavailable';

/** Whether the same may succeed in a moment. */
export const mayPass = ({ kind }: Fault): boolean => kind === 'unavailable' || kind === 'busy';

export const isPassing = (error: unknown): boolean =>
  error instanceof FaultError && mayPass(error.fault);

// On a fault of a server that answers, and is of no use until somebody mends it.
const takesNoWrites = true;
export const ofNoWrites = { takesNoWrites } as const;

/** It answers: what it says is more than that it cannot be reached. */
export const isOfNoWrites = (error: unknown): error is FaultError =>
  error instanceof FaultError && error.fault.detail?.['takesNoWrites'] === takesNoWrites;

// On a fault of an outside service: the account that may not is the console's own.
const account = 'console';
export const ofOwnAccount = { account } as const;

/**
 * What a person is told of a fault: a right that the console's own account lacks at an outside
 * service is none that they lack.
 */
export const faultForPerson = (fault: Fault): Fault =>
  fault.kind === 'forbidden' && fault.detail?.['account'] === account
    ? { ...fault, kind: 'unavailable' }
    : fault;

/** HTTP status of each kind (`docs/interfaces.md`, HTTP). */
export const httpStatusOf: Readonly<Record<FaultKind, number>> = {
  'not-found': 404,
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  precondition: 412,
  busy: 429,
  unavailable: 503,
};
