/** The seven things that may go wrong and be told to a caller. Bugs throw instead. */
export const faultKinds = ['not-found', 'forbidden', 'invalid', 'conflict', 'precondition', 'busy', 'unavailable'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** `says` is safe to show: plain words, no host names, no driver text, no personal data. */
export interface Fault {
  readonly kind: FaultKind;
  readonly says: string;
  /** What the caller may use to go on, e.g. `{ run: 'local-12' }` for a conflict. Never personal data. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(kind: FaultKind, says: string, detail?: Fault['detail']): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: detail === undefined ? { kind, says } : { kind, says, detail } };
}

/** Carries a fault through code that can only throw (streams, callbacks); unwrapped again at the nearest edge. */
export class FaultError extends Error {
  constructor(
    readonly fault: Fault,
    options?: ErrorOptions,
  ) {
    super(fault.says, options);
    this.name = 'FaultError';
  }
}

/** HTTP status of each kind (`interfaces.md`, HTTP). */
export const httpStatusOf: Readonly<Record<FaultKind, number>> = {
  'not-found': 404,
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  precondition: 412,
  busy: 429,
  unavailable: 503,
};

/** What a consumer does with the message that met the fault. */
export const consumerVerdictOf: Readonly<Record<FaultKind, 'acknowledge' | 'retry' | 'dead-letter'>> = {
  'not-found': 'dead-letter',
  forbidden: 'dead-letter',
  invalid: 'dead-letter',
  conflict: 'acknowledge',
  precondition: 'dead-letter',
  busy: 'retry',
  unavailable: 'retry',
};
