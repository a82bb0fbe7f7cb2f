'use client';

import { createContext, useContext } from 'react';
import type { Stage, Wait } from '#lib/sync/client.ts';
import type { Balance } from '../totals.ts';

const WaitContext = createContext<Wait | null>(null);
export const WaitProvider = WaitContext.Provider;
export const useWait = (): Wait | null => useContext(WaitContext);

/** Whether this stage is held up. */
export function useIsHeldUp({ name, state }: Stage): boolean {
  const wait = useWait();
  return state === 'running' && wait?.stage === name;
}

/** No green word on numbers that stand still. */
export const whileWaiting = (balance: Balance): Balance =>
  balance.tone === 'ok' || balance.tone === 'run' ? { word: 'Waiting', tone: 'warn' } : balance;
