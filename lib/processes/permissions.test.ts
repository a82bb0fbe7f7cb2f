import { describe, expect, it } from 'vitest';
import { may, roles } from '#lib/access/model.ts';
import { allPermissions } from './permissions.ts';

/** The table of roles in `docs/product.md`, row by row: viewer, support, operator, admin. */
const table: Readonly<Record<string, string>> = {
  'access.sign-in': 'vsoa',
  'access.sign-out': 'vsoa',
  'access.read': 'vsoa',
  'access.write': 'vsoa',
  'access.change-password': 'vsoa',
  'people.manage': '   a',
  'people.change-role': '   a',
  'people.disable': '   a',
  'people.enable': '   a',
  'people.reset': '   a',
  'notify.test': '  oa',
  'indexes.repair': '  oa',
  'indexes.rollback': '  oa',
  'indexes.retire': '  oa',
  'indexes.adopt': '  oa',
  'indexes.note': '  oa',
  'indexes.compare': '  oa',
  'indexes.edit-contract': '   a',
  'indexes.reset-contract': '   a',
  'indexes.accept': '   a',
  'indexes.remove-alias': '  oa',
  'inventory.change': '  oa',
  'inventory.add': '  oa',
  'inventory.remove': '  oa',
  'inventory.undo': '  oa',
  'inventory.change-allow-list': '  oa',
  'inventory.allowed-addresses': '   a',
  'inventory.record-transition': '  oa',
  'inventory.observe': '  oa',
  'inventory.accept-observed': '  oa',
  'inventory.know-difference': '  oa',
  'status.open-incident': ' soa',
  'status.update-incident': ' soa',
  'status.take-incident': ' soa',
  'status.write-for-users': ' soa',
  'status.plan-maintenance': ' soa',
  'status.run-probe': ' soa',
  'sync.start': '  oa',
  'sync.cancel': '  oa',
};

describe('what people may do', () => {
  it('is declared once, and all of it is in the table', () => {
    expect(allPermissions.map(({ action }) => action).sort()).toEqual(Object.keys(table).sort());
  });

  it.each(allPermissions)('$action', (permission) => {
    const environment = { name: 'local', isProduction: false };
    const allowed = roles.filter((role) => may({ role }, permission, environment).ok);
    expect(allowed.map((role) => role.charAt(0)).join('')).toBe(table[permission.action]?.trim());
  });
});
