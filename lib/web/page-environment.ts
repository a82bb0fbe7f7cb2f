import { inEnvironment } from '#lib/kernel/address.ts';
import { consoleWorld, environmentWorld, type WebWorld } from './runtime.ts';

export type PageEnvironment =
  | { readonly kind: 'found'; readonly world: WebWorld }
  | { readonly kind: 'not-found' }
  /** There are several and none is named: the address in the first of them. */
  | { readonly kind: 'elsewhere'; readonly address: string };

/** The environment that the address of a page names; where there is only one it needs no name. */
export function environmentOfPage(path: string, search: string): PageEnvironment {
  const given = new URLSearchParams(search);
  const world = environmentWorld(given.get('environment'));
  if (world.ok) return { kind: 'found', world: world.value };
  const [first] = consoleWorld().environments;
  if (world.fault.kind !== 'invalid' || first === undefined) return { kind: 'not-found' };
  const address = inEnvironment(`${path}?${given.toString()}`, first.environment.name);
  return { kind: 'elsewhere', address };
}
