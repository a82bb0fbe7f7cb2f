/** What people configure of a probe, checked; safe in a browser. */
import { z } from 'zod';
import { freeText } from '#lib/kernel/free-text.ts';
import { readWindow, type Window } from '#lib/kernel/window.ts';

function whole(from: number, to: number) {
  const says = `must be a whole number from ${from} to ${to}`;
  return z
    .number({ error: (issue) => (issue.input === undefined ? undefined : says) })
    .int(says)
    .min(from, says)
    .max(to, says);
}

const host = z
  .string()
  .max(253)
  .regex(
    /^(?:[a-z\d_](?:[a-z\d_.-]*[a-z\d_])?|[\da-f:]*:[\da-f:.]*)$/i,
    'must be a host and nothing more, e.g. www.example.org',
  );

const isAddress = (text: string): boolean =>
  z.ipv4().safeParse(text).success || z.ipv6().safeParse(text).success;

/** `10.0.0.2`, `10.0.0.2:5353`, `::1`, `[::1]:5353`. */
function isNameServer(text: string): boolean {
  const [, inBrackets, plain, portText = '53'] =
    /^(?:\[([^\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(text) ?? [];
  const portNumber = Number(portText);
  return isAddress(inBrackets ?? plain ?? text) && portNumber > 0 && portNumber <= 65_535;
}

const windowsSay =
  'must be a list of days, times and a time zone, e.g. [MON-FRI 07:30-20:00 Europe/London]';

const withinSays = 'must be days, times and a time zone, e.g. MON-SUN 00:30-03:45 Europe/London';

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

const port = whole(1, 65_535);
const atLeastDays = whole(1, 365).default(14);

const shared = {
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
};

/** Of what is asked over the network. */
const common = {
  ...shared,
  timeLimitSeconds: whole(1, 60).default(10),
  attempts: whole(1, 10).default(3),
  recoveries: whole(1, 10).default(2),
};

const webAddress = z.string().superRefine((text, context) => {
  const complain = (message: string): void => context.addIssue({ code: 'custom', message });
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) {
    complain('must be an address like https://www.example.org/health, without blanks');
    return;
  }
  const { username, password, search } = new URL(text);
  if (username !== '' || password !== '' || search !== '')
    complain('must have no user, password or query, which may be secrets. Leave them out');
  if (text.includes('${')) complain('cannot refer to a variable. Write the address out');
});

const HttpSettings = z
  .strictObject({
    ...common,
    kind: z.literal('http'),
    url: webAddress,
    method: z.enum(['GET', 'HEAD'], 'must be GET or HEAD').default('GET'),
    /** Left out: any from 200 to 299. */
    statuses: z.array(whole(200, 599), 'must be a list, e.g. [200, 204]').min(1).optional(),
    /** The first megabyte of the body must have this, and must not have that. */
    contains: z.string().min(1).max(200).optional(),
    lacks: z.string().min(1).max(200).optional(),
    /** A slower answer is degraded. */
    degradedAfterMs: whole(1, 60_000).optional(),
    certificateDays: atLeastDays,
    /** Where redirects may lead beside the host of the address itself. */
    redirectHosts: z
      .array(
        z
          .string()
          .regex(/^[a-z\d_.-]+(?::\d{1,5})?$/i, 'must be hosts, e.g. [login.example.org]')
          .toLowerCase(),
        'must be a list, e.g. [login.example.org]',
      )
      .max(10)
      .default([]),
  })
  .superRefine(({ method, contains, lacks, degradedAfterMs, timeLimitSeconds }, context) => {
    const complain = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (method === 'HEAD' && (contains ?? lacks) !== undefined)
      complain(
        contains === undefined ? 'lacks' : 'contains',
        'can never be seen, for an answer to HEAD has no body. Leave it out, or use GET',
      );
    if (contains !== undefined && lacks !== undefined && contains.includes(lacks))
      complain('lacks', 'is part of what the body must contain, so that it can never be met');
    if (degradedAfterMs !== undefined && degradedAfterMs >= timeLimitSeconds * 1_000)
      complain('degradedAfterMs', 'must be less than the time limit, or it can never be met');
  });

const TcpSettings = z.strictObject({ ...common, kind: z.literal('tcp'), host, port });

const TlsSettings = z.strictObject({
  ...common,
  kind: z.literal('tls'),
  host,
  port: port.default(443),
  /** What the certificate must be for, where that is not the host. */
  serverName: host.optional(),
  certificateDays: atLeastDays,
});

const DnsSettings = z.strictObject({
  ...common,
  kind: z.literal('dns'),
  host,
  /** Which kinds of address there must be; left out: either. */
  families: z
    .array(z.enum(['IPv4', 'IPv6'], 'must be a list out of IPv4, IPv6'), 'must be a list')
    .min(1)
    .optional(),
  /** Who is asked; left out: whom this machine asks. */
  server: z
    .string()
    .refine(isNameServer, 'must be the address of a name server, e.g. 10.0.0.2 or 10.0.0.2:5353')
    .optional(),
});

const HeartbeatSettings = z
  .strictObject({
    ...shared,
    kind: z.literal('heartbeat'),
    /** Whoever knows it may report. */
    token: z
      .string()
      .regex(/^\$\{[A-Z][A-Z0-9_]*\}$/, 'must be a variable, e.g. ${NIGHTLY_EXPORT_TOKEN}'),
    tokenUntil: z.iso.date('must be the last day of the token, e.g. 2027-01-31').optional(),
    /** A success at least so often. */
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
    longestMinutes: whole(1, 44_640).optional(),
  })
  .superRefine(({ everyMinutes, within }, context) => {
    if ((everyMinutes === undefined) === (within === undefined))
      context.addIssue({
        code: 'custom',
        path: ['within'],
        message: 'or everyMinutes must say when it is expected, one of the two',
      });
  });

/** One probe, as `CONSOLE_CONFIG` has it. */
export const ProbeSettings = z.discriminatedUnion(
  'kind',
  [HttpSettings, TcpSettings, TlsSettings, DnsSettings, HeartbeatSettings],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? 'must be http, tcp, tls, dns or heartbeat' : undefined,
  },
);
export type ProbeSettings = z.output<typeof ProbeSettings>;
export type SettingsOf<K extends ProbeSettings['kind']> = Extract<
  ProbeSettings,
  { readonly kind: K }
>;
