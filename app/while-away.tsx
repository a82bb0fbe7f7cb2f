import { WaitingNote, WaitingPage } from '#components/shell/waiting-page.tsx';

/** For `guardPage`: what is shown inside the frame of the console while its database is away. */
export const inFrame = (name: string) => ({
  name,
  whileAway: () => <WaitingNote />,
  withinMs: 10_000,
});

/** The same for what makes a frame of its own. */
export const wholePage = (name: string) => ({
  name,
  whileAway: () => <WaitingPage />,
  withinMs: 5_000,
});
