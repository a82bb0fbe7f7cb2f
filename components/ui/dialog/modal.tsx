'use client';

import clsx from 'clsx';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';

interface ModalProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The id of the heading that names it, or the name itself. */
  readonly name: { readonly 'aria-labelledby': string } | { readonly 'aria-label': string };
  /** What has the focus when it opens. */
  readonly first: RefObject<HTMLElement | null>;
  /** A press beside it closes it; only where nothing that was typed would be lost. */
  readonly closesOutside?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A bare modal `<dialog>`: the browser keeps the focus inside, closes on Escape and gives the focus
 * back.
 */
export function Modal({
  isOpen,
  onClose,
  name,
  first,
  closesOutside = false,
  className,
  children,
}: ModalProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && element.current?.open === false) {
      element.current.showModal();
      first.current?.focus();
    }
    if (!isOpen && element.current?.open === true) element.current.close();
  }, [isOpen, first]);
  return (
    <dialog
      ref={element}
      {...name}
      onClose={onClose}
      onPointerDown={(event) => {
        if (closesOutside && event.target === event.currentTarget) onClose();
      }}
      className={clsx(
        'overflow-hidden rounded-[6px] bg-raised p-0 text-ink shadow-float backdrop:bg-scrim',
        className,
      )}
    >
      {isOpen && children}
    </dialog>
  );
}
