import Link from 'next/link';
import { cellClass } from '#components/ui/data-table/cell-class.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import { toneIcon, toneText } from '#components/ui/feedback/tone.ts';
import type { CertificateView, HostView } from '#lib/inventory/client.ts';
import { FactValue } from '../fact-value.tsx';
import { itemHref, whereWords } from '../words.ts';
import { expiryWords, findingWords } from './words.ts';

function Finding({ certificate }: { readonly certificate: CertificateView }) {
  const { tone, words } = findingWords(certificate);
  const Icon = toneIcon[tone];
  return (
    <>
      <span className={`flex gap-1 ${toneText[tone]} ${tone === 'warn' ? 'font-bold' : ''}`}>
        <Icon aria-hidden="true" className="mt-0.5 size-[15px] flex-none" />
        {words}
      </span>
      {certificate.hosts.map(({ host, isCovered }) => (
        <span key={host} className="block text-meta wrap-anywhere text-muted">
          {isCovered ? 'good for' : 'not for'} {host}
        </span>
      ))}
    </>
  );
}

/** Each certificate with its name against the URLs of its environment. */
export function CertificatesTable({
  certificates,
}: {
  readonly certificates: readonly CertificateView[];
}) {
  return (
    <Table label="Certificates" keepsHead>
      <thead>
        <tr>
          <Th>Certificate</Th>
          <Th>Common name (CN)</Th>
          <Th>Against the URLs of its environment</Th>
          <Th>Expires on</Th>
          <Th>Issuer</Th>
          <Th>Installed on</Th>
        </tr>
      </thead>
      <tbody>
        {certificates.map((certificate) => {
          const { key, name, facts, expiry, installedOn } = certificate;
          return (
            <tr key={key}>
              <th scope="row" className={`${cellClass(false)} text-left font-normal`}>
                <Link href={itemHref(key)} className="inline-block min-h-6 wrap-anywhere">
                  {name}
                </Link>
                <span className="block text-meta text-muted">{whereWords(certificate)}</span>
              </th>
              <Td>
                <FactValue of={facts['commonName']} isCode />
              </Td>
              <Td>
                <Finding certificate={certificate} />
              </Td>
              <Td>
                {facts['expiresOn']?.state === 'value' && <FactValue of={facts['expiresOn']} />}
                <span className="block max-w-[20ch] text-muted">
                  {expiry === 'not-recorded' ? (
                    expiryWords[expiry].words
                  ) : (
                    <Status tone={expiryWords[expiry].tone}>{expiryWords[expiry].words}</Status>
                  )}
                </span>
                {facts['expiresOn'] !== undefined && facts['expiresOn'].state !== 'value' && (
                  <span className="block text-meta text-muted">{facts['expiresOn'].note}</span>
                )}
              </Td>
              <Td className="min-w-24">
                <FactValue of={facts['authority']} />
              </Td>
              <Td>
                {installedOn.length === 0 ? (
                  <FactValue of={facts['location']} />
                ) : (
                  <ul>
                    {installedOn.map((one) => (
                      <li key={one.key}>
                        <Link href={itemHref(one.key)} className="inline-block min-h-6">
                          {one.name}
                        </Link>
                      </li>
                    ))}
                  </ul>
                )}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** Each URL with how many certificates are good for it. */
export function HostsTable({ hosts }: { readonly hosts: readonly HostView[] }) {
  return (
    <Table label="URLs and their certificates">
      <thead>
        <tr>
          <Th>URL</Th>
          <Th>Environment</Th>
          <Th>Certificates that are good for it</Th>
        </tr>
      </thead>
      <tbody>
        {hosts.map(({ key, name, estateTitle, environment, certificates }) => (
          <tr key={`${key} ${name}`}>
            <th scope="row" className={`${cellClass(false)} text-left font-normal`}>
              <Link href={itemHref(key)} className="inline-block min-h-6 wrap-anywhere">
                {name}
              </Link>
            </th>
            <Td>{whereWords({ estateTitle, environment })}</Td>
            <Td>
              {certificates === 0 ? (
                <Status tone="wait">None is recorded</Status>
              ) : (
                String(certificates)
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
