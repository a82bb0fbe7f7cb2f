import clsx from 'clsx';

/** The first thing that the keyboard reaches on every page; seen while it has the focus. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className={clsx(
        'sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50',
        'focus:px-3 focus:py-2',
      )}
    >
      Skip to main content
    </a>
  );
}
