'use client';

import { useEffect, useRef, useState } from 'react';
import type { Role } from '#lib/access/client.ts';
import { Modal } from '#components/ui/dialog/modal.tsx';
import { useTheme } from '#components/ui/browser/theme.ts';
import { isPaletteChord, paletteEvent, useIsMac } from './shortcut.tsx';
import { PaletteList } from './palette-list.tsx';
import type { CommandEffect } from '../contribution.ts';
import { useEnvironments } from '../environments.tsx';
import { useLead } from '../use-lead.ts';
import { openHelp } from '../shortcuts.tsx';

interface PaletteProps {
  readonly role: Role;
}

/**
 * Ctrl K: a dialog that leads anywhere. A modifier chord, so the switch for single-key shortcuts
 * does not concern it.
 */
export function Palette({ role }: PaletteProps) {
  const lead = useLead();
  const { href } = useEnvironments();
  const isMac = useIsMac();
  const [theme, chooseTheme] = useTheme();
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const chosen = useRef<CommandEffect | null>(null);

  useEffect(() => {
    const open = () => setOpen(true);
    const onKey = (event: KeyboardEvent) => {
      if (!isPaletteChord(event, isMac) || event.defaultPrevented) return;
      // Another dialog may hold what a person has typed.
      if (!isOpen && document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      setOpen(!isOpen);
    };
    window.addEventListener(paletteEvent, open);
    document.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener(paletteEvent, open);
      document.removeEventListener('keydown', onKey);
    };
  }, [isMac, isOpen]);

  // Only once the dialog is gone and the focus back: the help is a dialog of its own.
  const closed = () => {
    setOpen(false);
    const effect = chosen.current;
    chosen.current = null;
    if (effect === null) return;
    if ('go' in effect) lead(href(effect.go, effect.environment));
    else if ('theme' in effect) chooseTheme(effect.theme);
    else openHelp();
  };

  return (
    <Modal
      isOpen={isOpen}
      onClose={closed}
      name={{ 'aria-label': 'Go to' }}
      first={input}
      closesOutside
      className="mx-auto mt-[10vh] mb-auto w-[min(560px,calc(100vw-24px))]"
    >
      <PaletteList
        input={input}
        role={role}
        theme={theme}
        onClose={() => setOpen(false)}
        onChoose={(effect) => {
          chosen.current = effect;
          setOpen(false);
        }}
      />
    </Modal>
  );
}
