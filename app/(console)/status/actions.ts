'use server';

import { defineAction } from '#lib/web/define-action.ts';
import {
  openIncidentInEnvironment,
  takeIncidentInEnvironment,
  updateIncidentInEnvironment,
} from './commands.ts';

export const openIncidentAction = defineAction(openIncidentInEnvironment);
export const updateIncidentAction = defineAction(updateIncidentInEnvironment);
export const takeIncidentAction = defineAction(takeIncidentInEnvironment);
