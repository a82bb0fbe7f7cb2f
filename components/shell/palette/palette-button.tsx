'use client';

import clsx from 'clsx';
import { SquareTerminal } from 'lucide-react';
import { openPalette } from './open-palette.ts';
import { PaletteKey } from './palette-key.tsx';

/**
 * The way to the palette for those who point. It is shown from 1400 px on; the
 * navigation has it at every width.
 */
export function PaletteButton() {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
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
