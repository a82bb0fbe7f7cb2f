import type { Permission } from '#lib/access/model.ts';

export const openIncidents: Permission = {
  action: 'status.open-incident',
  from: 'operator',
  says: 'open an incident',
};

export const updateIncidents: Permission = {
  action: 'status.update-incident',
  from: 'operator',
  says: 'write an update of an incident',
};

export const takeIncidents: Permission = {
  action: 'status.take-incident',
  from: 'operator',
  says: 'take an incident',
};

export const statusPermissions: readonly Permission[] = [
  openIncidents,
  updateIncidents,
  takeIncidents,
];
