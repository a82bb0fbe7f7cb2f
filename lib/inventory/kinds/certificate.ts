import { defineKind } from '../kind.ts';

export const certificate = defineKind({
  kind: 'certificate',
  singular: 'certificate',
  plural: 'certificates',
  chapter: 'URLs, certificates and channels',
  order: 2,
  attributes: {
    commonName: { label: 'Common name (CN)', isExpected: true },
    authority: { label: 'Certificate authority', isExpected: true },
    servers: { label: 'Servers', type: 'list', isExpected: true },
    location: { label: 'Location', isExpected: true },
    issuedOn: { label: 'Issued on', noun: 'day of issue', type: 'day' },
    serial: { label: 'Serial number' },
    expiresOn: { label: 'Expires on', noun: 'expiry', type: 'day', isExpected: true },
  },
});
