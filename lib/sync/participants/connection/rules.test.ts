import { describe, expect, it } from 'vitest';
import type { Document } from '#lib/platform/search/port.ts';
import { connectionView, isConnected, isException } from './rules.ts';

const asOf = '2026-11-21';
const connected: Document = {
  gmcReferenceNumber: '7000001',
  designatedBody: '1-1RSSQ05',
  connectionStatus: 'No',
  admin: 'a',
  placementGrade: '279',
};

describe('connection rules', () => {
  it('works the connection out anew from the designated body', () => {
    expect(isConnected(connected)).toBe(true);
    expect(isConnected({ ...connected, designatedBody: '' })).toBe(false);
    expect(isConnected({ gmcReferenceNumber: '7000001', connectionStatus: 'Yes' })).toBe(false);
  });

  it.each<[string, Document, string | null, boolean]>([
    ['no special case', connected, null, false],
    ['a visitor', { ...connected, membershipType: 'VISITOR' }, null, true],
    ['a visitor in another spelling, not connected', { membershipType: 'Visitor' }, null, true],
    ['a military trainee', { ...connected, membershipType: 'MILITARY' }, null, false],
    ['an ended membership', { ...connected, membershipEndDate: '2026-11-20' }, null, true],
    [
      'a membership that ends today',
      { ...connected, membershipEndDate: '2026-11-21' },
      null,
      false,
    ],
    [
      'an ended membership of a disconnected doctor',
      { membershipEndDate: '2026-11-20' },
      null,
      false,
    ],
    ['a reason', connected, 'Doctor has a lock', true],
    ['a blank reason', connected, '  ', false],
  ])('makes an exception of %s', (_, master, reason, isOne) => {
    expect(isException(master, reason, asOf)).toBe(isOne);
  });

  it('shows the fields of its own view and no other', () => {
    expect(connectionView(connected, 'why')).toEqual({
      gmcReferenceNumber: '7000001',
      designatedBody: '1-1RSSQ05',
      connectionStatus: 'Yes',
      exceptionReason: 'why',
    });
  });
});
