/** People, sign-ins and the audit over a database of a suite of its own, embedded and real. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { AccessWorld } from '#lib/access/audited.ts';
import { systemActor } from '#lib/access/actors.ts';
import { changePassword } from '#lib/access/change-password.ts';
import type { ChangePassword } from '#lib/access/credentials.ts';
import type { Actor, Role } from '#lib/access/model.ts';
import { addPerson } from '#lib/access/people.ts';
import { signIn } from '#lib/access/sign-in.ts';
import { withHashSlot } from '#lib/access/passwords.ts';
import { paceSignIns, type SignInPace } from '#lib/access/sign-in-pace.ts';
import { limitFlood } from '#lib/kernel/flood-limit.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';

export const operator: Actor = {
  id: 'o',
  name: 'operator@example.org',
  role: 'operator',
  requestId: 'r-operator',
};
export const viewer: Actor = {
  id: 'v',
  name: 'viewer@example.org',
  role: 'viewer',
  requestId: 'r-viewer',
};

function accessOver(worldOf: () => AccessWorld & { readonly database: Database }) {
  /** Nobody has tried anything yet. */
  const unpaced = (): SignInPace => paceSignIns(worldOf().database, newId());
  const enter = (
    given: { readonly email: string; readonly password: string; readonly address?: string },
    requestId: string,
    pace = unpaced(),
    unknown = limitFlood(() => 0),
  ) => signIn(worldOf(), pace, unknown, { address: 'here', ...given }, requestId);
  return {
    get world() {
      return worldOf();
    },
    get database() {
      return worldOf().database;
    },
    unpaced,
    enter,
    change: (actor: Actor, input: ChangePassword, pace = unpaced()) =>
      changePassword(worldOf(), pace, actor, input),
    auditOf: (requestId: string) =>
      worldOf().database.rows(
        `select actor, actor_role, action, target, environment, outcome, reason, fault from audit
          where request_id = $1 order by id`,
        [requestId],
      ),
    /** The password that was made for them. */
    async addAccount(email: string, role: Role = 'viewer'): Promise<string> {
      const added = await addPerson(worldOf(), systemActor('set-up'), { email, role });
      if (!added.ok) throw new Error(added.fault.says);
      return added.value.password;
    },
    /** As if so much time went by for all who have tried passwords. */
    async waits(seconds: number): Promise<void> {
      await worldOf().database.run(
        "update sign_in_pace set until = until - $1 * interval '1 second'",
        [seconds],
      );
    },
    async sessionWith(email: string, password: string): Promise<string> {
      const signedIn = await enter({ email, password }, 'sessions');
      if (!signedIn.ok) throw new Error(signedIn.fault.says);
      return signedIn.value.session;
    },
  };
}

/** As many as can wait for a hash do; the result lets them go. */
export function fillHashQueue(): () => Promise<void> {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const waiting = Array.from({ length: 22 }, () => withHashSlot(() => held));
  return async () => {
    release();
    await Promise.all(waiting);
  };
}

export type Access = ReturnType<typeof accessOver>;

export function describeAccess(what: string, suite: (access: Access) => void): void {
  const over = (open: () => Promise<Database>): void => {
    let world: (AccessWorld & { readonly database: Database }) | undefined;
    beforeAll(async () => {
      world = {
        database: await open(),
        environment: { name: 'local', isProduction: false },
        log: createLog('silent', 'test'),
      };
    });
    afterAll(() => world?.database.close());
    suite(
      accessOver(() => {
        if (world === undefined) throw new Error('the database is not open yet');
        return world;
      }),
    );
  };
  const url = process.env.DATABASE_URL;
  describe(`${what}, embedded database`, () => over(embeddedDatabase));
  describe.skipIf(url === undefined)(`${what}, PostgreSQL (DATABASE_URL)`, () =>
    over(() => postgresDatabase(url ?? '')),
  );
}
