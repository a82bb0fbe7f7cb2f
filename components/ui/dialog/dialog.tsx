'use client';

import clsx from 'clsx';
import { useId, useRef, type ReactNode } from 'react';
import { Modal } from './modal.tsx';
import { CloseButton } from './close-button.tsx';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly isHeld?: boolean | undefined;
}

/**
 * A modal with a title and a foot. The words come before the controls: a person hears what it is
 * about, then tabs on.
 */
export function Dialog({ isOpen, onClose, title, children, footer, isHeld }: DialogProps) {
  const titleElement = useRef<HTMLHeadingElement>(null);
  const heading = useId();
  return (
    <Modal
      isOpen={isOpen}
      onClose={onClose}
      name={{ 'aria-labelledby': heading }}
      first={titleElement}
      isHeld={isHeld}
      className="m-auto max-h-[92vh] w-[min(600px,calc(100vw-24px))]"
    >
      <div className="flex max-h-[92vh] flex-col">
        <header className="flex items-start gap-3 px-5.5 pt-4.5 pb-3">
          <h2
            id={heading}
            ref={titleElement}
            tabIndex={-1}
            className="outline-0! shadow-none! flex-1 text-figure font-bold"
          >
            {title}
          </h2>
          <CloseButton onClose={onClose} isDisabled={isHeld} />
        </header>
        <div className="overflow-y-auto px-5.5 pb-4.5">{children}</div>
        <footer
          className={clsx(
            'flex flex-wrap items-center gap-2.5',
            'border-t border-rule bg-sunk px-5.5 py-3.5',
          )}
        >
          {footer}
        </footer>
      </div>
    </Modal>
  );
}
