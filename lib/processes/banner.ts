import path from 'node:path';
import { titleOf, type OutsideService } from '#lib/platform/outside-service.ts';
import type { ConsoleWorld } from '#lib/platform/world.ts';

interface BannerFacts {
  readonly world: Pick<ConsoleWorld, 'catalogue' | 'environments'>;
  readonly dataDir: string;
  readonly baseUrl: string;
  /** False: it was worked out, and a proxy may have another one, whose forms are refused. */
  readonly isAddressGiven: boolean;
  /** Made just now, on the first start. */
  readonly account: { readonly email: string; readonly password: string } | null;
  /** Where a password lies that still opens the first account; null: nowhere. */
  readonly accountFile: string | null;
}

const inSentence = (service: OutsideService): string => {
  const title = service.isReal ? titleOf(service) : service.name;
  return title.charAt(0).toLowerCase() + title.slice(1);
};

const listed = (services: readonly OutsideService[]): string =>
  services.map(inSentence).join(', ') || 'nothing';

function signInWords(
  account: BannerFacts['account'],
  accountFile: BannerFacts['accountFile'],
): string {
  if (account === null)
    return (
      'with your account' +
      (accountFile === null ? '' : ` (the first password: ${path.resolve(accountFile)})`) +
      '; lost it? npm run console -- people reset you@example.org'
    );
  return accountFile === null
    ? `${account.email} with the password ${account.password} (shown this once)`
    : `${account.email} with the password in ${path.resolve(accountFile)}`;
}

/** The one thing that a start prints. */
export function bannerOf({
  world,
  dataDir,
  baseUrl,
  isAddressGiven,
  account,
  accountFile,
}: BannerFacts): string {
  const signIn = signInWords(account, accountFile);
  const shared = world.catalogue.services;
  const linesOf = (services: readonly OutsideService[]): readonly (readonly [string, string])[] => [
    ['Embedded', listed(services.filter(({ isReal }) => !isReal))],
    ['Real', listed(services.filter(({ isReal }) => isReal))],
  ];
  const inWords = (lines: readonly (readonly [string, string])[]): string[] =>
    lines.map(([name, says]) => `  ${name.padEnd(9)} ${says}`);
  const headings = world.environments.map(
    ({ environment }) => environment.name + (environment.isProduction ? ' (production)' : ''),
  );
  const [only] = world.environments;
  const isAlone = world.environments.length === 1 && only !== undefined;
  return [
    '',
    `  TIS Console, ${headings.join(', ')}`,
    ...inWords([
      ['Address', isAddressGiven ? baseUrl : `${baseUrl} (behind a proxy: set NEXTAUTH_URL)`],
      ['Sign in', signIn],
      ['Data', path.resolve(dataDir)],
    ]),
    ...inWords(linesOf(isAlone ? [...shared, ...only.catalogue.services] : shared)),
    ...(isAlone
      ? []
      : world.environments.flatMap(({ catalogue }, position) => [
          '',
          `  ${headings[position] ?? ''}`,
          ...inWords(linesOf(catalogue.services)),
        ])),
    '',
    '',
  ].join('\n');
}
