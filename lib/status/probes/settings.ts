/** What people configure of a probe, checked; safe in a browser. */
import { z } from 'zod';
import { listWords } from '#lib/kernel/words/text.ts';
import { FreshnessSettings, freshnessKind } from './settings-freshness.ts';
import {
  AmqpSettings,
  MongodbSettings,
  MysqlSettings,
  OpenSearchSettings,
  PostgresSettings,
  SqsSettings,
} from './settings-servers.ts';
import { common, expectedAt, isExpectedOnce, shared, webAddress, whole } from './settings-parts.ts';

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

const port = whole(1, 65_535);
const atLeastDays = whole(1, 365).default(14);

const HttpSettings = z
  .strictObject({
    ...common,
    kind: z.literal('http'),
    url: webAddress('https://www.example.org/health'),
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
    /** What is expected is a success. */
    ...expectedAt,
    longestMinutes: whole(1, 44_640).optional(),
  })
  .superRefine(isExpectedOnce);

const kinds = [
  HttpSettings,
  TcpSettings,
  TlsSettings,
  DnsSettings,
  AmqpSettings,
  SqsSettings,
  PostgresSettings,
  MysqlSettings,
  MongodbSettings,
  OpenSearchSettings,
  HeartbeatSettings,
] as const;

/** One probe, as `CONSOLE_CONFIG` has it. */
export const ProbeSettings = z.discriminatedUnion('kind', [...kinds, FreshnessSettings], {
  error: ({ code }) =>
    code === 'invalid_union'
      ? `must be ${listWords([...kinds.map(({ shape }) => shape.kind.value), freshnessKind], 'or')}`
      : undefined,
});
export type ProbeSettings = z.output<typeof ProbeSettings>;
export type SettingsOf<K extends ProbeSettings['kind']> = Extract<
  ProbeSettings,
  { readonly kind: K }
>;
