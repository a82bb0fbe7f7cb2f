import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GmcDoctor } from '../sources.ts';
import { doctorEndBody, encodeDoctor, readDoctor } from './wire.ts';

/** The item of `docs/sync-contract.md` 1.11 in the envelope of the SQS profile. */
const item =
  '{"doctor":{"gmcReferenceNumber":"7000001","doctorFirstName":"Ann",' +
  '"doctorLastName":"Bell","submissionDate":"2027-01-31","dateAdded":"2021-08-04",' +
  '"underNotice":"NO","sanction":"No","doctorStatus":"COMPLETED",' +
  '"lastUpdatedDate":"2026-06-01","gmcLastUpdatedDateTime":"2026-06-01T00:00:54.956",' +
  '"designatedBodyCode":"1-1RSSQ05","admin":"a@b.uk","existsInGmc":true},' +
  '"gmcOutcome":"Approved"}';
const sample = `{"payload":${item},"syncEnd":false}`;

const doctor: GmcDoctor = {
  gmcNumber: '7000001',
  firstName: 'Ann',
  lastName: 'Bell',
  submissionDate: '2027-01-31',
  dateAdded: '2021-08-04',
  underNotice: 'NO',
  sanction: 'No',
  doctorStatus: 'COMPLETED',
  lastUpdatedDate: '2026-06-01',
  gmcLastUpdatedDateTime: '2026-06-01T00:00:54.956',
  designatedBodyCode: '1-1RSSQ05',
  admin: 'a@b.uk',
  existsInGmc: true,
  recommendations: [],
};

const part = {
  gmcReferenceNumber: '7000001',
  doctorFirstName: 'Ann',
  doctorLastName: 'Bell',
  submissionDate: '2027-01-31',
  designatedBody: '1-1RSSQ05',
  gmcStatus: 'Approved',
  tisStatus: 'COMPLETED',
  admin: 'a@b.uk',
  lastUpdatedDate: '2026-06-01',
  underNotice: 'NO',
  existsInGmc: true,
  connectionStatus: 'Yes',
};
const record = { kind: 'write', id: '7000001', part, reference: 'number ending 001' };

describe('a doctor on the wire', () => {
  it('is written as Recommendation writes it', () => {
    expect(encodeDoctor(doctor, 'Approved')).toBe(sample);
  });

  it('of a list is quarantined alone where it cannot be read, and loses an impossible day', () => {
    const odd = item.replace('"Ann"', '7');
    const late = item.replace('2027-01-31', '2027-02-31');
    const { submissionDate: _left, ...rest } = part;
    expect(readDoctor(`{"payload":[${item},${odd},${late}],"syncEnd":false}`)).toEqual({
      kind: 'records',
      records: [
        record,
        {
          kind: 'quarantine',
          reason: 'doctorFirstName is not text',
          reference: 'number 2 of its message',
        },
        {
          ...record,
          part: rest,
          notes: ['submissionDate is a day that does not exist, and was left out'],
        },
      ],
    });
  });

  it('is read back, pretty-printed too', () => {
    expect(readDoctor(sample)).toEqual({ kind: 'records', records: [record] });
    expect(readDoctor(JSON.stringify(JSON.parse(sample), null, 2))).toEqual({
      kind: 'records',
      records: [record],
    });
  });

  it('may come in a list, with arrays for days, unknown properties, and _id for the number', () => {
    expect(readDoctor(`{"payload":[${item},${item}],"syncEnd":false}`)).toEqual({
      kind: 'records',
      records: [record, record],
    });
    const other = item
      .replace('"2027-01-31"', '[2027,1,31]')
      .replace('"gmcReferenceNumber"', '"_id"')
      .replace('"sanction"', '"extra"');
    expect(readDoctor(`{"payload":${other}}`)).toEqual({ kind: 'records', records: [record] });
  });

  it.each([null, ''])('without a designated body (%j) is not connected', (designatedBodyCode) => {
    expect(
      readDoctor(encodeDoctor({ ...doctor, designatedBodyCode, existsInGmc: false }, null)),
    ).toMatchObject({
      records: [{ part: { connectionStatus: 'No', existsInGmc: false } }],
    });
  });

  it('carries no field for what is null', () => {
    const bare: GmcDoctor = {
      ...doctor,
      firstName: null,
      lastName: null,
      submissionDate: null,
      underNotice: null,
      doctorStatus: null,
      lastUpdatedDate: null,
      designatedBodyCode: null,
      admin: null,
    };
    expect(readDoctor(encodeDoctor(bare, null))).toMatchObject({
      records: [
        { part: { gmcReferenceNumber: '7000001', existsInGmc: true, connectionStatus: 'No' } },
      ],
    });
    expect(JSON.stringify(readDoctor(encodeDoctor(bare, null)))).not.toContain('null');
  });

  it('ends whatever the payload is', () => {
    expect(doctorEndBody).toBe('{"payload":null,"syncEnd":true}');
    for (const body of [doctorEndBody, '{"payload":[],"syncEnd":true}', '{"syncEnd":true}'])
      expect(readDoctor(body)).toEqual({ kind: 'end' });
  });

  it('without a usable number is quarantined, and noted masked', () => {
    expect(readDoctor(encodeDoctor({ ...doctor, gmcNumber: '900000X' }, null))).toEqual({
      kind: 'records',
      records: [
        {
          kind: 'quarantine',
          reason: 'GMC number is not seven digits',
          reference: 'number ending 00X',
        },
      ],
    });
  });

  it.each([
    ['not JSON', '{'],
    ['a marker', '"gmcSyncStart"'],
    ['no payload', '{"payload":null,"syncEnd":false}'],
    ['no doctor', '{"payload":{"gmcOutcome":null},"syncEnd":false}'],
    ['a flag as text', sample.replace('"existsInGmc":true', '"existsInGmc":"true"')],
    ['a date-time for a day', sample.replace('2027-01-31', '2027-01-31T00:00:00')],
  ])('is unreadable: %s', (_, body) => {
    const reading = readDoctor(body);
    expect(reading.kind).toBe('unreadable');
    expect(JSON.stringify(reading)).not.toMatch(/7000001|Bell/);
  });

  it('never makes the reader throw', () => {
    const fields = fc.dictionary(
      fc.constantFrom('gmcReferenceNumber', 'submissionDate', 'existsInGmc', 'admin'),
      fc.jsonValue(),
    );
    const message = fc.record(
      {
        payload: fc.oneof(
          fc.jsonValue(),
          fc.record({ doctor: fields, gmcOutcome: fc.jsonValue() }),
        ),
        syncEnd: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          message.map((value) => JSON.stringify(value)),
        ),
        (body) => {
          expect(['records', 'end', 'unreadable']).toContain(readDoctor(body).kind);
        },
      ),
    );
  });
});
