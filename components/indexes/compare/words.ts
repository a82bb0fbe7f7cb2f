/** `12.5%`; what is hardly anything is not nothing. */
export function percentWords(rate: number): string {
  if (rate > 0 && rate < 0.0001) return 'under 0.01%';
  return `${(rate * 100).toLocaleString('en-GB', { maximumFractionDigits: 2 })}%`;
}

/** `+12`, `−0.4 points`. */
export function signed(value: number, unit = ''): string {
  const size = Math.abs(value).toLocaleString('en-GB', { maximumFractionDigits: 2 });
  const words = size === '0' ? 'under 0.01' : size;
  return `${value < 0 ? '−' : '+'}${words}${unit === '' ? '' : ` ${unit}`}`;
}
