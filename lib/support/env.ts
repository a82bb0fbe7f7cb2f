/** Who reads the support page without signing in. */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { Variables } from '#lib/platform/env-values.ts';

const says =
  'must be addresses or networks with commas between them, e.g. 10.1.2.0/24, 2001:db8::/32';

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

export const supportVariables = {
  SUPPORT_PUBLIC: z
    .enum(['0', '1'], 'must be 1 (read without signing in) or 0')
    .default('0')
    .transform((value) => value === '1'),
  SUPPORT_REVIEW: z
    .enum(['0', '1'], 'must be 1 (users are told only what somebody wrote for them) or 0')
    .default('0')
    .transform((value) => value === '1'),
  SUPPORT_ALLOW: z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    )
    .pipe(z.array(z.string().refine(isNetwork, says)).min(1, says))
    .optional(),
};

export const contradictionsOfSupport = (values: Variables): readonly string[] =>
  values.SUPPORT_PUBLIC === '1' && values.SUPPORT_ALLOW !== undefined
    ? ['SUPPORT_ALLOW lets nobody in whom SUPPORT_PUBLIC=1 does not. Leave one of them out.']
    : [];
