/** What runs in a thread of its own, as far as both sides know it. */
import type { MessagePort } from 'node:worker_threads';

/** What can be asked of it, by name: what is sent, and what comes back. */
export type ThreadParts<P> = {
  readonly [N in keyof P]: { readonly takes: unknown; readonly gives: unknown };
};

/** Null: whoever asked is done with it. */
export type ThreadQuestion<N> = { readonly part: N; readonly takes: unknown } | null;

/**
 * Answers each question in turn. What it throws ends the thread, and is thrown to who asked. Each
 * who asks has parts of their own, from `begin`: nobody knows what another has asked.
 */
export function answerFrom<P extends ThreadParts<P>>(
  port: MessagePort | null,
  begin: () => { readonly [N in keyof P]: (takes: P[N]['takes']) => P[N]['gives'] },
): void {
  let parts: ReturnType<typeof begin> | null = null;
  // Only `Thread` sends here.
  port?.on('message', (question: ThreadQuestion<keyof P>) => {
    if (question === null) {
      parts = null;
      return;
    }
    parts ??= begin();
    port.postMessage(parts[question.part](question.takes));
  });
}
