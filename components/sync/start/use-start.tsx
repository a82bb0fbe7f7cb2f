'use client';

import { useState, type ComponentProps } from 'react';
import { RefusedNote } from './refused-note.tsx';
import { StartButton } from './start-button.tsx';

/** The button that starts a sync, and what a refused start leaves on the page. */
export function useStart(given: Omit<ComponentProps<typeof StartButton>, 'onRefused'>) {
  const [refused, setRefused] = useState<ComponentProps<typeof RefusedNote> | null>(null);
  return {
    startButton: (
      <StartButton
        {...given}
        onRefused={(refusal) => setRefused({ refusal, at: new Date().toISOString() })}
      />
    ),
    refusedNote: refused !== null && <RefusedNote {...refused} />,
  };
}
