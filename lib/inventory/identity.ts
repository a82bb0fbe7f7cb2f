/** What makes an environment the one that it is. Pure. */
import type { ItemView } from './item-view.ts';

type Identity = Pick<
  ItemView,
  'type' | 'estateTitle' | 'environment' | 'profile' | 'sharedEnvironment' | 'isProduction'
>;

/** Each part under its label, those that there are; of anything else nothing. */
export function identityOf({
  type,
  estateTitle,
  environment,
  profile,
  sharedEnvironment,
  isProduction,
}: Identity): readonly { readonly label: string; readonly says: string }[] {
  if (type !== 'environment') return [];
  const parts = [
    ['Estate', estateTitle],
    ['Name', environment],
    ['Profile', profile],
    ['Shared environment', sharedEnvironment],
    ['Production', isProduction ? 'yes' : 'no'],
  ] as const;
  return parts.flatMap(([label, says]) => (says === null ? [] : [{ label, says }]));
}
