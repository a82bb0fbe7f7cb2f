'use client';

import clsx from 'clsx';
import { SquareTerminal } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Key } from '#components/ui/menu/key.tsx';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Ctrl K, or Cmd K on a Mac, where Ctrl K already means "delete to the end of the line". */
export function isPaletteChord(
  { key, ctrlKey, metaKey, altKey, shiftKey }: Keys,
  isMac: boolean,
): boolean {
  if (key.toLowerCase() !== 'k' || altKey || shiftKey) return false;
  return isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
}

export const isMacAgent = (userAgent: string): boolean => /Macintosh|iPad|iPhone/.test(userAgent);

const never = () => () => {};

/** A machine does not change while the page is open; the server cannot know. */
export const useIsMac = (): boolean =>
  useSyncExternalStore(
    never,
    () => isMacAgent(navigator.userAgent),
    () => false,
  );

export const paletteEvent = 'console:palette';

/** Opens the command palette from a button anywhere on the page. */
export const openPalette = () => window.dispatchEvent(new Event(paletteEvent));

/** The chord of the command palette as this machine's keyboard has it. */
export const PaletteKey = () => (
  <>
    <Key>{useIsMac() ? 'Cmd' : 'Ctrl'}</Key> <Key>K</Key>
  </>
);

/** Opens the palette by pointer, from 1400 px on; the navigation has it at every width. */
export function PaletteButton() {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      data-live
      onClick={openPalette}
      className={clsx(
        'ml-2 hidden h-8 items-center gap-2 self-center rounded-[4px] border',
        'border-bar-line bg-bar-deep px-2.5 text-dense whitespace-nowrap text-bar-fg',
        'min-[1400px]:flex',
      )}
    >
      <SquareTerminal className="size-4" />
      Commands
      <span aria-hidden="true">
        <PaletteKey />
      </span>
    </button>
  );
}
