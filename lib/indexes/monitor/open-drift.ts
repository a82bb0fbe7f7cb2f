import type { DriftTime } from '../model.ts';

/** What the contract names is not as it says, and still is not. */
export const isOpenDrift = ({ until, isUnexpected }: DriftTime): boolean =>
  until === null && !isUnexpected;
