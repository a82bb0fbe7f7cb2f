import { londonDate, type Clock } from '#lib/kernel/clock.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import { recordedOf, textOf, textsOf, type ItemOfKind } from '../kind-items.ts';
import { readItemsOfKinds, readRelationsOfKind, type RelationOfKind } from '../kinds-store.ts';
import type { InventoryWorld } from '../list-items.ts';
import { covers, expiryOf, findingOf, hostOf, type NamedHost } from './covers.ts';
import type { CertificatesView, CertificateView } from './view.ts';

interface CertificatesWorld extends InventoryWorld {
  readonly clock: Clock;
}

interface EstateHost extends NamedHost {
  readonly estate: string;
  readonly estateTitle: string;
}

/** Of its URLs, and of an environment the hosts that it says it has. */
function hostsOf(item: ItemOfKind): EstateHost[] {
  const attributes = item.kind === 'url' ? ['url'] : ['host', 'loadBalancerHost'];
  return attributes
    .flatMap((attribute) => textsOf(item, attribute))
    .flatMap((address) => {
      // What follows a semicolon says more of it, in words.
      const host = hostOf(address.split(';', 1)[0] ?? '');
      return host === null
        ? []
        : [
            {
              key: item.key,
              host,
              estate: item.estate,
              estateTitle: item.estate_title,
              environment: item.environment,
              isProduction: item.is_production,
            },
          ];
    });
}

/** One host is named by several things: the first of each environment counts. */
function uniqueHosts(items: readonly ItemOfKind[]): EstateHost[] {
  const found = new Map<string, EstateHost>();
  for (const host of items.flatMap(hostsOf)) {
    const id = `${host.estate} ${host.environment ?? ''} ${host.host}`;
    if (!found.has(id)) found.set(id, host);
  }
  return [...found.values()];
}

function certificateView(
  item: ItemOfKind,
  hosts: readonly EstateHost[],
  installed: readonly RelationOfKind[],
  productions: ReadonlySet<string>,
  today: string,
): CertificateView {
  const [commonName, named] = [textOf(item, 'commonName'), recordedOf(item, 'commonName')];
  const ofEstate = hosts.filter(({ estate }) => estate === item.estate);
  return {
    key: item.key,
    name: item.name,
    estate: item.estate,
    estateTitle: item.estate_title,
    environment: item.environment,
    isProduction: productions.has(`${item.estate}@${item.environment ?? ''}`),
    facts: item.facts,
    installedOn: installed
      .filter(({ from }) => from === item.key)
      .map(({ to, to_name }) => ({ key: to, name: to_name })),
    expiry: expiryOf(recordedOf(item, 'expiresOn'), today),
    finding: findingOf(named, item.environment, ofEstate),
    hosts: ofEstate
      .filter(({ environment }) => environment === item.environment)
      .map(({ host }) => ({ host, isCovered: commonName !== null && covers(commonName, host) })),
  };
}

/** Every certificate against the URLs of its environment. Two statements. */
export async function showCertificates({
  database,
  clock,
}: CertificatesWorld): Promise<Result<CertificatesView>> {
  const [items, installed] = await Promise.all([
    readItemsOfKinds(database, ['certificate', 'url', 'environment'], null),
    readRelationsOfKind(database, 'installed on', null),
  ]);
  const hosts = uniqueHosts(items.filter(({ kind }) => kind !== 'certificate'));
  const productions = new Set(
    items.flatMap(({ kind, key, is_production }) =>
      kind === 'environment' && is_production ? [key] : [],
    ),
  );
  const today = londonDate(clock.now());
  const certificates = items
    .filter(({ kind }) => kind === 'certificate')
    .map((item) => certificateView(item, hosts, installed, productions, today));
  return done({
    certificates,
    hosts: hosts.map(({ key, host, estate, estateTitle, environment }) => ({
      key,
      name: host,
      estateTitle,
      environment,
      certificates: certificates.filter(
        (one) =>
          one.estate === estate &&
          one.environment === environment &&
          one.hosts.some((other) => other.host === host && other.isCovered),
      ).length,
    })),
  });
}
