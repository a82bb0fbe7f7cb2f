import { nobody, rememberRefusal, type Action, type Actor } from '#lib/access/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { served } from './runtime.ts';

/** As seen by the proxy next to us, or by Next itself; what comes before it anybody can write. */
function addressOf(headers: Pick<Headers, 'get'>): string {
  return (headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? '';
}

interface Refused {
  readonly headers: Pick<Headers, 'get'>;
  readonly action: Action;
  /** Null: nobody we know. */
  readonly actor: Actor | null;
  readonly id: string;
}

/** An audit row for what is refused before its verb; of strangers only as many as their limit allows. */
export async function rememberRefused({ headers, action, actor, id }: Refused, fault: Fault): Promise<void> {
  const { world, strangers } = served();
  if (actor === null && !strangers.isNews(addressOf(headers))) return;
  await rememberRefusal(world, actor === null ? nobody(id) : { ...actor, requestId: id }, action, fault);
}
