import { WaitingNote, WaitingPage } from '#components/shell/waiting-page.tsx';
import type { Fault } from '#lib/kernel/result.ts';

/** For `guardPage`: what is shown inside the frame of the console while its database is away. */
export const inFrame = (name: string) => ({
  name,
  whileAway: (why: Fault | null) => <WaitingNote why={why} />,
  withinMs: 10_000,
});

/** The same for what makes a frame of its own. */
export const wholePage = (name: string) => ({
  name,
  whileAway: (why: Fault | null) => <WaitingPage why={why} />,
  withinMs: 5_000,
});
