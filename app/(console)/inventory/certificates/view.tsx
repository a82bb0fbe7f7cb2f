'use client';

import { parseAsBoolean, useQueryState } from 'nuqs';
import {
  CertificatesTable,
  HostsTable,
} from '#components/inventory/certificates/certificates-table.tsx';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { RecordedPart } from '#components/inventory/recorded-part.tsx';
import { TickBox } from '#components/ui/form/field.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { KeyFigure, KeyFigures } from '#components/ui/page/key-figures.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { certificatesQuery, type CertificateView } from '#lib/inventory/client.ts';

const isFlagged = ({ finding, expiry }: CertificateView): boolean =>
  finding.kind === 'other-environment' ||
  finding.kind === 'covers-none' ||
  expiry === 'expired' ||
  expiry === 'soon';

export function CertificatesPage() {
  const live = useLive(certificatesQuery);
  const [only, setOnly] = useQueryState('flagged', parseAsBoolean.withDefault(false));
  return (
    <>
      <PageHead
        title="Certificates"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Certificates"
        lead={
          'Each common name against every URL of its environment, compared as a browser does. ' +
          'What does not match is shown, not mended. An expiry that is not recorded is not valid.'
        }
      />
      <InventoryNavigation here="certificates" />
      <RecordedPart live={live} of="certificates">
        {({ certificates, hosts }, { age, isStale }) => {
          const count = (of: (certificate: CertificateView) => boolean) =>
            certificates.filter(of).length;
          return (
            <>
              <Section title="Register" age={age} isStale={isStale}>
                <KeyFigures>
                  <KeyFigure label="Certificates" value={certificates.length} />
                  <KeyFigure
                    label="With the name of another environment"
                    value={count(({ finding }) => finding.kind === 'other-environment')}
                  />
                  <KeyFigure
                    label="Without a recorded expiry"
                    value={count(({ expiry }) => expiry === 'not-recorded')}
                  />
                  <KeyFigure
                    label="Expired, or within 30 days"
                    value={count(({ expiry }) => expiry === 'expired' || expiry === 'soon')}
                  />
                </KeyFigures>
                <TickBox
                  label="Only what is flagged"
                  checked={only}
                  onTick={(isTicked) => void setOnly(isTicked)}
                />
                <CertificatesTable
                  certificates={only ? certificates.filter(isFlagged) : certificates}
                />
              </Section>
              <Section title="URLs" sub="by their environment" isStale={isStale}>
                <HostsTable hosts={hosts} />
              </Section>
            </>
          );
        }}
      </RecordedPart>
    </>
  );
}
