'use client';

import clsx from 'clsx';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { focusedNow, giveFocusBack } from './give-focus-back.ts';

interface ModalProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The id of the heading that names it, or the name itself. */
  readonly name: { readonly 'aria-labelledby': string } | { readonly 'aria-label': string };
  /** What has the focus when it opens. */
  readonly first: RefObject<HTMLElement | null>;
  /** A press beside it closes it; only where nothing that was typed would be lost. */
  readonly closesOutside?: boolean;
  /** It stays while something is being done: Escape would hide how that ends. */
  readonly isHeld?: boolean | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A bare modal `<dialog>`: the browser keeps the focus inside and closes on Escape. The focus goes
 * back, also where the dialog is removed rather than closed.
 */
export function Modal({
  isOpen,
  onClose,
  name,
  first,
  closesOutside = false,
  isHeld = false,
  className,
  children,
}: ModalProps) {
  const element = useRef<HTMLDialogElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const dialog = element.current;
    if (isOpen && dialog?.open === false) {
      opener.current = focusedNow();
      wasOpen.current = true;
      dialog.showModal();
      first.current?.focus();
    }
    if (isOpen || !wasOpen.current) return;
    wasOpen.current = false;
    if (dialog?.open === true) dialog.close();
    giveFocusBack(opener.current);
  }, [isOpen, first]);
  useEffect(() => {
    const dialog = element.current;
    return () => {
      // React runs this also without removing anything, while it looks for mistakes.
      if (wasOpen.current && dialog?.isConnected !== true) giveFocusBack(opener.current);
    };
  }, []);
  return (
    <dialog
      ref={element}
      {...name}
      // React hands on what happens to a dialog inside as well.
      onCancel={(event) => {
        if (isHeld && event.target === event.currentTarget) event.preventDefault();
      }}
      onClose={({ target, currentTarget }) => {
        if (target !== currentTarget) return;
        // Browsers let a second Escape through whatever the page says.
        if (isHeld) element.current?.showModal();
        else onClose();
      }}
      onPointerDown={(event) => {
        if (closesOutside && event.target === event.currentTarget) onClose();
      }}
      className={clsx(
        'overflow-hidden rounded-[6px] bg-raised p-0 text-ink shadow-float backdrop:bg-scrim',
        'forced-colors:border-2',
        className,
      )}
    >
      {isOpen && children}
    </dialog>
  );
}
