'use server';

import { defineAction } from '#lib/web/define-action.ts';
import {
  changeMaintenanceInEnvironment,
  endMaintenanceInEnvironment,
  openIncidentInEnvironment,
  planMaintenanceInEnvironment,
  takeIncidentInEnvironment,
  updateIncidentInEnvironment,
  writeForUsersInEnvironment,
} from './commands.ts';

export const openIncidentAction = defineAction(openIncidentInEnvironment);
export const updateIncidentAction = defineAction(updateIncidentInEnvironment);
export const takeIncidentAction = defineAction(takeIncidentInEnvironment);
export const writeForUsersAction = defineAction(writeForUsersInEnvironment);
export const planMaintenanceAction = defineAction(planMaintenanceInEnvironment);
export const changeMaintenanceAction = defineAction(changeMaintenanceInEnvironment);
export const endMaintenanceAction = defineAction(endMaintenanceInEnvironment);
