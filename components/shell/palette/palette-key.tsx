'use client';

import { Key } from '#components/ui/menu/key.tsx';
import { useIsMac } from './use-is-mac.ts';

/** The chord of the command palette as this machine's keyboard has it. */
export const PaletteKey = () => (
  <>
    <Key>{useIsMac() ? 'Cmd' : 'Ctrl'}</Key> <Key>K</Key>
  </>
);
