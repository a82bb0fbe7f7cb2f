'use client';

import clsx from 'clsx';
import { useEffect, useId, useRef, type ReactNode, type RefObject } from 'react';
import { CloseButton } from '../dialog/close-button.tsx';
import { giveFocusBack } from '../dialog/give-focus-back.ts';

const overPage =
  'fixed inset-0 z-40 m-0 h-dvh max-h-none w-screen max-w-none overflow-y-auto bg-raised ' +
  'px-(--gutter) pb-10 text-ink';
const besidePage =
  'l:sticky l:inset-auto l:top-(--bar-h) l:z-auto l:-mr-(--gutter) l:h-auto ' +
  'l:max-h-[calc(100vh-var(--bar-h))] l:w-auto l:self-start l:border-l l:border-rule-strong ' +
  'l:bg-page l:pr-(--gutter) l:pl-6';

/** Content, and beside it a drawer that takes its width from it; on phones it covers the screen. */
export function WithDrawer({
  drawer,
  children,
}: {
  /** False while nothing is opened. */
  readonly drawer: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div
      className={
        drawer === false
          ? undefined
          : 'gap-6 l:grid l:grid-cols-[minmax(0,1fr)_minmax(300px,380px)]'
      }
    >
      <div className="min-w-0">{children}</div>
      {drawer}
    </div>
  );
}

interface DrawerProps {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  /** Another one of these is another thing in the same drawer. */
  readonly of: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * What is known of one row. Beside the table it is no modal: the table stays in use, Escape closes
 * it, and the focus goes back to what it came from.
 */
export function Drawer({ title, sub, of, onClose, children }: DrawerProps) {
  const heading = useId();
  const element = useRef<HTMLDialogElement>(null);
  const titleElement = useRef<HTMLHeadingElement>(null);
  useGivenBackFocus(element);
  useShown(element, onClose);
  useEffect(() => titleElement.current?.focus(), [of]);
  return (
    <dialog
      ref={element}
      // Until there is JavaScript to show it.
      open
      aria-labelledby={heading}
      // React hands on what happens to a dialog inside as well.
      onCancel={({ target, currentTarget }) => {
        if (target === currentTarget) onClose();
      }}
      className={clsx(overPage, besidePage, 'print:static print:max-h-none')}
    >
      <div className="flex items-start gap-3 pt-4.5 pb-2">
        <div className="min-w-0 flex-1">
          <h2
            id={heading}
            ref={titleElement}
            tabIndex={-1}
            className="outline-0! shadow-none! text-figure font-bold break-words"
          >
            {title}
          </h2>
          {sub !== undefined && <p className="text-dense text-muted">{sub}</p>}
        </div>
        <CloseButton onClose={onClose} />
      </div>
      {children}
    </dialog>
  );
}

// The breakpoint `l` of globals.css.
const wide = '(min-width: 960px)';

/** Beside the content where there is space, over all else where there is none. */
function useShown(element: RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return undefined;
    const media = window.matchMedia(wide);
    const show = () => {
      if (dialog.open) dialog.close();
      if (media.matches) dialog.show();
      else dialog.showModal();
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isUnderAnother(dialog)) return;
      // It is taken: a message in the corner stays.
      event.preventDefault();
      close.current();
    };
    show();
    media.addEventListener('change', show);
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      media.removeEventListener('change', show);
      document.removeEventListener('keydown', closeOnEscape);
      dialog.close();
    };
  }, [element]);
}

/**
 * A dialog, a menu or a list to choose from takes the Escape for itself. The list of the search is
 * in every page, and open only while it offers something.
 */
function isUnderAnother(drawer: HTMLDialogElement): boolean {
  return [...document.querySelectorAll('dialog[open], [role="menu"], [role="option"]')].some(
    (other) => other !== drawer,
  );
}

/** What last had the focus outside gets it back; where that is gone, the title of the page. */
function useGivenBackFocus(element: RefObject<HTMLDialogElement | null>): void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const drawer = element.current;
    const note = (focused: EventTarget | null) => {
      if (focused instanceof HTMLElement && focused !== document.body && !drawer?.contains(focused))
        last.current = focused;
    };
    const noteFocus = ({ target }: FocusEvent) => note(target);
    note(document.activeElement);
    document.addEventListener('focusin', noteFocus);
    return () => {
      document.removeEventListener('focusin', noteFocus);
      giveFocusBack(last.current);
    };
  }, [element]);
}
