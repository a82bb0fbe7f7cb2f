import { describe, expect, it } from 'vitest';
import { actions, may, roles, wantsReason, type Action, type Role } from './model.ts';

/** The table of `product.md`, row by row: v s o a. */
const table: Readonly<Record<Action, string>> = {
  read: 'vsoa',
  'access.sign-in': 'vsoa',
  'access.change-password': 'vsoa',
  'status.publish': ' soa',
  'downstream.acknowledge': ' soa',
  'sync.start': '  oa',
  'sync.cancel': '  oa',
  'sync.resume': '  oa',
  'sync.approve': '  oa',
  'sync.rollback': '  oa',
  'sync.redrive': '  oa',
  'indexes.repair': '  oa',
  'doctors.unmask': '  oa',
  'inventory.change': '  oa',
  'sync.override': '   a',
  'people.manage': '   a',
  'environments.manage': '   a',
};

describe('policy', () => {
  it.each(actions.flatMap((action) => roles.map((role): [Action, Role] => [action, role])))(
    '%s by %s',
    (action, role) => {
      expect(may({ role }, action).ok).toBe(table[action].includes(role.charAt(0)));
    },
  );

  it('says who may and who the actor is', () => {
    expect(may({ role: 'viewer' }, 'sync.start')).toEqual({
      ok: false,
      fault: {
        kind: 'forbidden',
        says: 'Only operators and admins may start a sync. Your role is viewer.',
      },
    });
  });

  it('wants a reason in production for what users may notice, and only there', () => {
    expect(wantsReason('sync.start', true)).toBe(true);
    expect(wantsReason('sync.start', false)).toBe(false);
    expect(wantsReason('people.manage', true)).toBe(false);
  });
});
