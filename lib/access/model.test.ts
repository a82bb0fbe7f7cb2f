import { describe, expect, it } from 'vitest';
import { may, requiresReason, roles, type Permission } from './model.ts';

const read: Permission = { action: 'x.read', from: 'viewer', says: 'read this' };
const publish: Permission = { action: 'x.publish', from: 'support', says: 'publish this' };
const operate: Permission = {
  action: 'x.operate',
  from: 'operator',
  says: 'do this',
  requiresReasonInProduction: true,
};
const administer: Permission = { action: 'x.administer', from: 'admin', says: 'manage this' };

const local = { name: 'local', isProduction: false };
const production = { name: 'prod', isProduction: true };

describe('policy', () => {
  it.each([
    [read, 'vsoa'],
    [publish, ' soa'],
    [operate, '  oa'],
    [administer, '   a'],
  ])('$action', (permission, allowed) => {
    for (const role of roles)
      expect(may({ role }, permission, local).ok).toBe(allowed.includes(role.charAt(0)));
  });

  it('says who may, who the actor is and where', () => {
    expect(may({ role: 'viewer' }, operate, local)).toEqual({
      ok: false,
      fault: {
        kind: 'forbidden',
        says: 'Only operators and admins may do this. Your role is viewer.',
        detail: { environment: 'local' },
      },
    });
  });

  it('wants a reason in production for what users may notice, and only there', () => {
    expect(requiresReason(operate, production)).toBe(true);
    expect(requiresReason(operate, local)).toBe(false);
    expect(requiresReason(operate, null)).toBe(false);
    expect(requiresReason(administer, production)).toBe(false);
  });
});
