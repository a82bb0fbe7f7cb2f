import type { Permission } from '#lib/access/model.ts';

export const openIncidents: Permission = {
  action: 'status.open-incident',
  from: 'support',
  says: 'open an incident',
};

export const updateIncidents: Permission = {
  action: 'status.update-incident',
  from: 'support',
  says: 'write an update of an incident',
};

export const takeIncidents: Permission = {
  action: 'status.take-incident',
  from: 'support',
  says: 'take an incident',
};

export const writeForUsers: Permission = {
  action: 'status.write-for-users',
  from: 'support',
  says: 'write what users are told of an incident',
};

export const planMaintenances: Permission = {
  action: 'status.plan-maintenance',
  from: 'support',
  says: 'plan maintenance',
};

export const runProbesByHand: Permission = {
  action: 'status.run-probe',
  from: 'support',
  says: 'ask by hand whether a service works',
};

export const statusPermissions: readonly Permission[] = [
  openIncidents,
  updateIncidents,
  takeIncidents,
  writeForUsers,
  planMaintenances,
  runProbesByHand,
];
