import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';

type Look = 'plain' | 'primary' | 'danger' | 'danger-outline';
interface ButtonLook {
  readonly look?: Look;
  readonly small?: boolean;
}

const base =
  'inline-flex items-center justify-center gap-1.5 rounded-[4px] border font-bold no-underline ' +
  'whitespace-nowrap';
const looks: Readonly<Record<Look, string>> = {
  plain: 'border-control bg-page text-link hover:bg-hover hover:text-link',
  primary: 'border-act bg-act pb-0.5 text-white shadow-act hover:text-white',
  danger: 'border-danger bg-danger pb-0.5 text-white shadow-danger hover:text-white',
  'danger-outline': 'border-bad-fg bg-page text-bad-fg hover:bg-hover hover:text-bad-fg',
};
const disabledLook =
  'disabled:border-rule-strong disabled:bg-off-bg disabled:font-normal disabled:text-muted ' +
  'disabled:shadow-none disabled:hover:text-muted';

const classOf = (look: Look, small: boolean, extra: string | undefined): string =>
  clsx(
    base,
    looks[look],
    disabledLook,
    small ? 'h-[26px] px-2.5 text-meta' : 'h-8 px-3.5 text-dense max-m:h-11',
    extra,
  );

export function Button({
  look = 'plain',
  small = false,
  className,
  type = 'button',
  ...rest
}: ButtonLook & ComponentProps<'button'>) {
  return <button type={type} className={classOf(look, small, className)} {...rest} />;
}

export function ButtonLink({
  look = 'plain',
  small = false,
  className,
  ...rest
}: ButtonLook & ComponentProps<typeof Link>) {
  return <Link data-block className={classOf(look, small, className)} {...rest} />;
}
