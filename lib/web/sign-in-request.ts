import { signIn, signInPermission, type SignedIn } from '#lib/access/index.ts';
import { FaultError, type Result } from '#lib/kernel/result.ts';
import { clientAddress } from './request-headers.ts';
import { ourFault } from './fault-words.ts';
import { recordRefused } from './record-refused.ts';
import { readWithinMs, webRuntime } from './runtime.ts';

interface Given {
  readonly email: string;
  readonly password: string;
}

/** Signing in by our form or by next-auth's route. */
export async function signInFrom(
  headers: Pick<Headers, 'get'>,
  given: Given,
  id: string,
): Promise<Result<SignedIn>> {
  const attempt = { ...given, address: clientAddress(headers) };
  try {
    const { world, signInPace, anonymousLimit } = webRuntime();
    const signedIn = await world.database.answeredWithin(readWithinMs, () =>
      signIn(world, signInPace, anonymousLimit, attempt, id),
    );
    // Of those who are too fast, only as many as anonymous callers may leave.
    if (!signedIn.ok && signedIn.fault.kind === 'busy')
      await recordRefused(
        { headers, permission: signInPermission, actor: null, id },
        signedIn.fault,
      );
    return signedIn;
  } catch (error) {
    const fault =
      error instanceof FaultError ? error.fault : ourFault(error, signInPermission.action, id);
    return { ok: false, fault };
  }
}
