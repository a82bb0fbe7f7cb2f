'use client';

import { useEffect, useRef, useState } from 'react';
import { HelpDialog, useShortcutsSetting } from './help-dialog.tsx';
import { useEnvironments } from './environments.tsx';
import { useLead } from './use-lead.ts';
import { pages } from './pages.ts';
import { searchBoxId } from './search/shell-search.tsx';

const sequenceMs = 1_500;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/**
 * `/` to the search box, `g` and a letter to a page, `?` for help. Never while typing or in a
 * dialog.
 */
export function Shortcuts() {
  const lead = useLead();
  const { href } = useEnvironments();
  const [areOn] = useShortcutsSetting();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const goPressedAt = useRef(0);

  useEffect(() => {
    const openHelp = () => setHelpOpen(true);
    window.addEventListener('console:help', openHelp);
    return () => window.removeEventListener('console:help', openHelp);
  }, []);

  useEffect(() => {
    if (!areOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
      const page =
        event.timeStamp - goPressedAt.current < sequenceMs
          ? pages.find(({ key }) => key === event.key)
          : undefined;
      goPressedAt.current = event.key === 'g' ? event.timeStamp : 0;
      if (page !== undefined) lead(href(page.href));
      if (event.key === '?') setHelpOpen(true);
      if (event.key !== '/') return;
      event.preventDefault();
      document.getElementById(searchBoxId)?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [areOn, href, lead]);

  return <HelpDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />;
}

/** Opens the help from a button anywhere on the page. */
export const openHelp = () => window.dispatchEvent(new Event('console:help'));
