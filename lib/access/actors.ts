import type { Actor, Person } from './model.ts';

const from = (address: string | undefined, actor: Actor): Actor =>
  address === undefined || address === '' ? actor : { ...actor, address };

/** The console itself: the first run, take-overs, clean-up. */
export function systemActor(requestId: string): Actor {
  return { id: 'system', name: 'system', role: 'admin', requestId };
}

/** Whoever holds the token file of the data folder, and so has the machine. */
export function localActor(requestId: string, address?: string): Actor {
  return from(address, { id: 'local-token', name: 'terminal', role: 'admin', requestId });
}

/** Whoever it was, we do not know them. */
export function anonymousActor(requestId: string, address?: string): Actor {
  return from(address, { id: 'nobody', name: 'nobody', role: 'viewer', requestId });
}

export function actorOf(person: Person, requestId: string, address?: string): Actor {
  const { id, email, role, mustChangePassword } = person;
  return from(address, { id, name: email, role, mustChangePassword, requestId });
}
