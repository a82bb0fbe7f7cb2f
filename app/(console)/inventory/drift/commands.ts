import {
  acceptDifference,
  AcceptObserved,
  acceptObserved,
  importObservation,
  ImportObservation,
  importObserved,
  knowDifference,
  KnowDifference,
  knowDifferences,
  takeBackKnown,
  TakeBackKnown,
} from '#lib/inventory/index.ts';
import { commandInTurn } from '#lib/web/costly-read.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

/** The commands of observed facts as actions and routes offer them. */
export const importObservationCommand = {
  permission: importObserved,
  input: ImportObservation,
  worldOf: wholeConsole,
  run: commandInTurn(importObserved, importObservation),
  takesFile: true,
};

export const acceptDifferenceCommand = {
  permission: acceptObserved,
  input: AcceptObserved,
  worldOf: wholeConsole,
  run: commandInTurn(acceptObserved, acceptDifference),
};

export const knowDifferenceCommand = {
  permission: knowDifferences,
  input: KnowDifference,
  worldOf: wholeConsole,
  run: commandInTurn(knowDifferences, knowDifference),
};

export const takeBackKnownCommand = {
  permission: knowDifferences,
  input: TakeBackKnown,
  worldOf: wholeConsole,
  run: takeBackKnown,
};
