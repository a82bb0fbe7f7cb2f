/** What settings of several kinds of probes have; safe in a browser. */
import { z } from 'zod';
import { ComponentKey } from '#lib/inventory/model.ts';
import { freeText } from '#lib/kernel/free-text.ts';
import { readWindow, type Window } from '#lib/kernel/window.ts';

export function whole(from: number, to: number) {
  const says = `must be a whole number from ${from} to ${to}`;
  return z
    .number({ error: (issue) => (issue.input === undefined ? undefined : says) })
    .int(says)
    .min(from, says)
    .max(to, says);
}

const windowsSay =
  'must be a list of days, times and a time zone, e.g. [MON-FRI 07:30-20:00 Europe/London]';

/** The parts of the week in which something is on. Outside them it is off on purpose. */
export const ScheduledOn = z
  .array(
    z.string(windowsSay).transform((text, context): Window => {
      const window = readWindow(text);
      if (window !== null) return window;
      context.addIssue({ code: 'custom', message: windowsSay });
      return z.NEVER;
    }),
    windowsSay,
  )
  .min(1, `${windowsSay}, or be left out`)
  .max(20, 'must have at most 20');

/** Of every kind. */
export const shared = {
  /** What people read. */
  name: freeText(60, 'has more than 60 characters. Shorten it').min(
    1,
    'must have at least one letter',
  ),
  /** Left out: as often as the services of the environment are asked. */
  everySeconds: whole(5, 3_600).optional(),
  /** Left out: as the environment says. */
  scheduledOn: ScheduledOn.optional(),
  /**
   * The names of what it needs to work, of the same environment: other probes, or services as they
   * are named on the status page.
   */
  needs: z.array(z.string().max(60), 'must be a list of names, e.g. [Search]').max(20).default([]),
  /** What the inventory calls it: what it needs by its relations is needed too. */
  component: ComponentKey.optional(),
};

/** Of what is asked over the network. */
export const common = {
  ...shared,
  timeLimitSeconds: whole(1, 60).default(10),
  attempts: whole(1, 10).default(3),
  recoveries: whole(1, 10).default(2),
};

/** Passwords of it are variables; what it must be is checked when they are filled in. */
export const filledIn = z
  .string()
  .min(1, 'must have at least one letter')
  .max(2_000, 'has more than 2,000 characters. Shorten it');

const withinSays = 'must be days, times and a time zone, e.g. MON-SUN 00:30-03:45 Europe/London';

/** When something is expected. */
export const expectedAt = {
  /** At least so often. */
  everyMinutes: whole(1, 44_640).optional(),
  /** Or each time within this. */
  within: z
    .string(withinSays)
    .transform((text, context): Window => {
      const window = readWindow(text);
      if (window !== null) return window;
      context.addIssue({ code: 'custom', message: withinSays });
      return z.NEVER;
    })
    .optional(),
  graceMinutes: whole(0, 1_440).default(0),
};

interface Refined {
  addIssue(issue: { code: 'custom'; path: string[]; message: string }): void;
}

/** It is expected in one of the two ways. */
export function isExpectedOnce(
  settings: { readonly everyMinutes?: number | undefined; readonly within?: Window | undefined },
  context: Refined,
): void {
  const { everyMinutes, within } = settings;
  if ((everyMinutes === undefined) === (within === undefined))
    context.addIssue({
      code: 'custom',
      path: ['within'],
      message: 'or everyMinutes must say when it is expected, one of the two',
    });
}

/** How much of something there may be: more than the first is degraded, than the second down. */
export interface Thresholds {
  readonly degradedAbove?: number | undefined;
  readonly most?: number | undefined;
}

const mostOfAll = 1_000_000_000;
export const anyCount = whole(0, mostOfAll).optional();

/** A threshold that is behind the one for down is never met. */
export function isInOrder(
  { degradedAbove, most }: Thresholds,
  context: Refined,
  keys: readonly [degradedAbove: string, most: string] = ['degradedAbove', 'most'],
): void {
  if (degradedAbove !== undefined && most !== undefined && degradedAbove >= most)
    context.addIssue({
      code: 'custom',
      path: [keys[0]],
      message: `must be less than ${keys[1]}, or it can never be met`,
    });
}

/** One that nothing of is secret. */
export const webAddress = (example: string) =>
  z.string().superRefine((text, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message });
    if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) {
      complain(`must be an address like ${example}, without blanks`);
      return;
    }
    const { username, password, search } = new URL(text);
    if (username !== '' || password !== '' || search !== '')
      complain('must have no user, password or query, which may be secrets. Leave them out');
    if (text.includes('${')) complain('cannot refer to a variable. Write the address out');
  });

export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, e.g. eu-west-2')
  .optional();

/** Of an address of AWS itself; null: it does not say. */
export function regionIn(queueUrl: string): string | null {
  if (!URL.canParse(queueUrl)) return null;
  const [, found = null] =
    /^sqs\.([a-z\d-]+)\.amazonaws\.com$/.exec(new URL(queueUrl).hostname) ?? [];
  return found;
}

/** How a search engine is signed in to. */
export const engine = {
  url: filledIn,
  username: z.string().max(200).optional(),
  password: filledIn.optional(),
  auth: z.enum(['basic', 'sigv4'], 'must be basic or sigv4').optional(),
  region,
};

export function isEngineWhole(
  settings: {
    readonly username?: string | undefined;
    readonly password?: string | undefined;
    readonly auth?: 'basic' | 'sigv4' | undefined;
    readonly region?: string | undefined;
  },
  context: Refined,
): void {
  const { username, password, auth, region: named } = settings;
  const complain = (key: string, message: string): void =>
    context.addIssue({ code: 'custom', path: [key], message });
  if ((username === undefined) !== (password === undefined))
    complain(
      username === undefined ? 'password' : 'username',
      'goes with the other of the two. Add it, or leave both out',
    );
  if (auth === 'sigv4' && named === undefined)
    complain('auth', 'needs region, for which requests are signed. Add it');
  if (auth === 'basic' && username === undefined)
    complain('auth', 'needs username and password. Add them');
}
