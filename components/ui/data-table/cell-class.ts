/** Beside the table's own file, which is the browser's: pages made by the server call these too. */
import clsx from 'clsx';

export const headClass = (numeric: boolean): string =>
  clsx(
    'border-b border-rule-strong bg-page py-2 pr-3 align-bottom text-meta font-bold',
    'whitespace-nowrap',
    numeric ? 'text-right' : 'text-left',
  );

export const cellClass = (numeric: boolean): string =>
  clsx('border-b border-rule py-1.5 pr-3 align-top', numeric && 'text-right whitespace-nowrap');
