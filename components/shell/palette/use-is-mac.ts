'use client';

import { useSyncExternalStore } from 'react';
import { isMacAgent } from './shortcut.ts';

const never = () => () => {};

/** A machine does not change while the page is open; the server cannot know. */
export const useIsMac = (): boolean =>
  useSyncExternalStore(
    never,
    () => isMacAgent(navigator.userAgent),
    () => false,
  );
