/** The register of certificates as its page shows it. Pure. */
import type { FactOfKind } from '../kind-items.ts';
import type { Expiry, Finding } from './covers.ts';

export interface Linked {
  readonly key: string;
  readonly name: string;
}

export interface CertificateView {
  readonly key: string;
  readonly name: string;
  readonly estate: string;
  readonly estateTitle: string;
  readonly environment: string | null;
  readonly isProduction: boolean;
  readonly facts: Readonly<Record<string, FactOfKind>>;
  readonly installedOn: readonly Linked[];
  readonly expiry: Expiry;
  readonly finding: Finding;
  /** The hosts of its environment, each with whether it is good for it. */
  readonly hosts: readonly { readonly host: string; readonly isCovered: boolean }[];
}

export interface HostView extends Linked {
  readonly estateTitle: string;
  readonly environment: string | null;
  /** Certificates of its environment that are good for it. */
  readonly certificates: number;
}

export interface CertificatesView {
  readonly certificates: readonly CertificateView[];
  readonly hosts: readonly HostView[];
}
