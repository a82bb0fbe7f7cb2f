import type { Actor, Person } from './model.ts';

/** The console itself: the first run, take-overs, clean-up. */
export function systemActor(requestId: string): Actor {
  return { id: 'system', name: 'system', role: 'admin', requestId };
}

/** Whoever holds the token file of the data folder, and so has the machine. */
export function localActor(requestId: string): Actor {
  return { id: 'local-token', name: 'terminal', role: 'admin', requestId };
}

/** Whoever it was, we do not know them. */
export function anonymousActor(requestId: string): Actor {
  return { id: 'nobody', name: 'nobody', role: 'viewer', requestId };
}

export function actorOf(person: Person, requestId: string): Actor {
  const { id, email, role, mustChangePassword } = person;
  return { id, name: email, role, mustChangePassword, requestId };
}
