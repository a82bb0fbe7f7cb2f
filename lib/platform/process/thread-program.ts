/** What runs in a thread of its own, as far as both sides know it. */
import type { MessagePort } from 'node:worker_threads';

/** What can be asked of it, by name: what is sent, and what comes back. */
export type ThreadParts<P> = {
  readonly [N in keyof P]: { readonly takes: unknown; readonly gives: unknown };
};

export interface ThreadQuestion<N> {
  readonly part: N;
  readonly takes: unknown;
}

/** Answers each question in turn. What it throws ends the thread, and is thrown to who asked. */
export function answerFrom<P extends ThreadParts<P>>(
  port: MessagePort | null,
  parts: { readonly [N in keyof P]: (takes: P[N]['takes']) => P[N]['gives'] },
): void {
  // Only `Thread` sends here.
  port?.on('message', ({ part, takes }: ThreadQuestion<keyof P>) =>
    port.postMessage(parts[part](takes)),
  );
}
