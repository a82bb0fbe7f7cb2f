import { BlockList, isIP } from 'node:net';

export interface Audience {
  readonly isPublic: boolean;
  /** Addresses and networks: `10.1.2.3`, `10.1.2.0/24`. */
  readonly allowed: readonly string[];
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

/** Says of the address of a client whether it may read the page without signing in. */
export function openTo({ isPublic, allowed }: Audience): (address: string) => boolean {
  if (isPublic) return () => true;
  const list = new BlockList();
  for (const one of allowed) {
    const [address = '', bits] = one.split('/');
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return (given) => {
    // As a server that listens on both families sees a client of the older one.
    const address = given.replace(/^::ffff:(?=\d+\.)/i, '');
    return isIP(address) !== 0 && list.check(address, familyOf(address));
  };
}
