import {
  ChangeMaintenance,
  changeMaintenance,
  EndMaintenance,
  endMaintenance,
  OpenIncident,
  openIncident,
  openIncidents,
  PlanMaintenance,
  planMaintenance,
  planMaintenances,
  TakeIncident,
  takeIncident,
  takeIncidents,
  tellUsers,
  UpdateIncident,
  updateIncident,
  updateIncidents,
  WriteForUsers,
  writeForUsers,
} from '#lib/status/index.ts';
import { environmentWorld } from '#lib/web/runtime.ts';

const worldOf = ({ environment }: { readonly environment: string }) =>
  environmentWorld(environment);

/** The commands of incidents and of planned work as actions and routes offer them. */
export const openIncidentInEnvironment = {
  permission: openIncidents,
  input: OpenIncident,
  worldOf,
  run: openIncident,
};

export const updateIncidentInEnvironment = {
  permission: updateIncidents,
  input: UpdateIncident,
  worldOf,
  run: updateIncident,
};

export const takeIncidentInEnvironment = {
  permission: takeIncidents,
  input: TakeIncident,
  worldOf,
  run: takeIncident,
};

export const writeForUsersInEnvironment = {
  permission: writeForUsers,
  input: WriteForUsers,
  worldOf,
  run: tellUsers,
};

export const planMaintenanceInEnvironment = {
  permission: planMaintenances,
  input: PlanMaintenance,
  worldOf,
  run: planMaintenance,
};

export const changeMaintenanceInEnvironment = {
  permission: planMaintenances,
  input: ChangeMaintenance,
  worldOf,
  run: changeMaintenance,
};

export const endMaintenanceInEnvironment = {
  permission: planMaintenances,
  input: EndMaintenance,
  worldOf,
  run: endMaintenance,
};
