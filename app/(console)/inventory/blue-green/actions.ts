'use server';

import {
  AddToAllowList,
  addToAllowList,
  changeAllowLists,
  MarkDeployed,
  markDeployed,
  RemoveFromAllowList,
  removeFromAllowList,
  RecordFound,
  recordFound,
  RecordTransition,
  recordTransition,
  recordTransitions,
} from '#lib/inventory/index.ts';
import { defineAction } from '#lib/web/define-action.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const recordTransitionAction = defineAction({
  permission: recordTransitions,
  input: RecordTransition,
  worldOf: wholeConsole,
  run: recordTransition,
});

export const recordFoundAction = defineAction({
  permission: recordTransitions,
  input: RecordFound,
  worldOf: wholeConsole,
  run: recordFound,
});

export const addToAllowListAction = defineAction({
  permission: changeAllowLists,
  input: AddToAllowList,
  worldOf: wholeConsole,
  run: addToAllowList,
});

export const removeFromAllowListAction = defineAction({
  permission: changeAllowLists,
  input: RemoveFromAllowList,
  worldOf: wholeConsole,
  run: removeFromAllowList,
});

export const markDeployedAction = defineAction({
  permission: changeAllowLists,
  input: MarkDeployed,
  worldOf: wholeConsole,
  run: markDeployed,
});
