import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';

type Variant = 'plain' | 'primary' | 'danger' | 'danger-outline';
interface ButtonStyle {
  readonly variant?: Variant;
  readonly small?: boolean;
}

const base =
  'inline-flex items-center justify-center gap-1.5 rounded-[4px] border font-bold no-underline ' +
  'whitespace-nowrap';
const variants: Readonly<Record<Variant, string>> = {
  plain: 'border-control bg-page text-link hover:bg-hover hover:text-link',
  primary: 'border-act bg-act pb-0.5 text-white shadow-act hover:text-white',
  danger: 'border-danger bg-danger pb-0.5 text-white shadow-danger hover:text-white',
  'danger-outline': 'border-bad-fg bg-page text-bad-fg hover:bg-hover hover:text-bad-fg',
};
const disabledClass =
  'disabled:border-rule-strong disabled:bg-off-bg disabled:font-normal disabled:text-muted ' +
  'disabled:shadow-none disabled:hover:text-muted ' +
  'aria-disabled:cursor-not-allowed aria-disabled:border-rule-strong aria-disabled:bg-off-bg ' +
  'aria-disabled:font-normal aria-disabled:text-muted aria-disabled:shadow-none';

const classOf = (variant: Variant, small: boolean, extra: string | undefined): string =>
  clsx(
    base,
    variants[variant],
    disabledClass,
    small ? 'h-[26px] px-2.5 text-meta' : 'h-8 px-3.5 text-dense max-m:h-11',
    extra,
  );

/** `aria-disabled` where it may have the focus: a button that is `disabled` loses it. */
export function Button({
  variant = 'plain',
  small = false,
  className,
  type = 'button',
  ...rest
}: ButtonStyle & ComponentProps<'button'>) {
  return <button type={type} className={classOf(variant, small, className)} {...rest} />;
}

export function ButtonLink({
  variant = 'plain',
  small = false,
  className,
  ...rest
}: ButtonStyle & ComponentProps<typeof Link>) {
  return <Link data-block className={classOf(variant, small, className)} {...rest} />;
}
