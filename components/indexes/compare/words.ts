import { decimal } from '#lib/kernel/words/numbers.ts';

/** `12.5%`; what is hardly anything is not nothing. */
export function percentWords(rate: number): string {
  if (rate > 0 && rate < 0.0001) return 'under 0.01%';
  return `${decimal(rate * 100, 2)}%`;
}

/** `+12`, `−0.4 points`. */
export function signed(value: number, unit = ''): string {
  const size = decimal(Math.abs(value), 2);
  const words = size === '0' ? 'under 0.01' : size;
  return `${value < 0 ? '−' : '+'}${words}${unit === '' ? '' : ` ${unit}`}`;
}
