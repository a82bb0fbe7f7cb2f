import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { transitionIds, type Transition } from '#lib/inventory/client.ts';
import { hasSevenDigits } from '#lib/kernel/free-text.ts';

// `environment` in an address is one of the console's own.
const urlKeys = { environment: 'where' };
const usual = { environment: 'live', version: '', previous: '', commit: '' } as const;
type Texts = Record<keyof typeof usual, string>;

const state = {
  transition: parseAsStringLiteral(transitionIds).withDefault('deploy'),
  environment: parseAsString.withDefault(usual.environment),
  version: parseAsString.withDefault(usual.version),
  previous: parseAsString.withDefault(usual.previous),
  commit: parseAsString.withDefault(usual.commit),
};

/**
 * What is asked, from the address and back into it. Seven figures may be of a commit or of a
 * doctor: they are kept here alone.
 */
export function useAsked() {
  const [inAddress, setInAddress] = useQueryStates(state, {
    history: 'replace',
    scroll: false,
    urlKeys,
  });
  const [kept, setKept] = useState<Partial<Texts>>({});
  const textOf = (name: keyof Texts): string =>
    inAddress[name] === usual[name] ? (kept[name] ?? usual[name]) : inAddress[name];
  return {
    transition: inAddress.transition,
    environment: textOf('environment'),
    version: textOf('version'),
    previous: textOf('previous'),
    commit: textOf('commit'),
    pick: (transition: Transition): void => void setInAddress({ transition }),
    write: (name: keyof Texts, text: string): void => {
      const isShown = !hasSevenDigits(text);
      setKept((before) => ({ ...before, [name]: isShown ? undefined : text }));
      void setInAddress({ [name]: isShown ? text : null });
    },
  };
}
