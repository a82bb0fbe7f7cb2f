export {
  addToAllowList,
  markDeployed,
  removeFromAllowList,
} from './allow-lists/change-allow-list.ts';
export * from './allow-lists/model.ts';
export { showAllowLists } from './allow-lists/show-allow-lists.ts';
export * from './blue-green/model.ts';
export { recordFound, recordTransition } from './blue-green/record-step.ts';
export { showBlueGreen } from './blue-green/show-blue-green.ts';
export * from './branch-check.ts';
export { addItem, editItem, removeItem } from './changes/edit-item.ts';
export * from './changes/requests.ts';
export { kindsToAdd, listEstates, showForm, showNewForm } from './changes/show-form.ts';
export { showHistory, showRemoved } from './changes/show-history.ts';
export { undoChange } from './changes/undo-change.ts';
export * from './graph/graph-question.ts';
export { candidatesOf } from './find-item.ts';
export { matrixQuestion } from './graph/matrix.ts';
export { listMostNeeded, showGraph } from './graph/show-graph.ts';
export { exportInventory } from './exchange/export-inventory.ts';
export { importInventory, previewImport } from './exchange/import-inventory.ts';
export * from './exchange/model.ts';
export { needsAmong, outcomesNeeding } from './needs-among.ts';
export { offRecorded } from './off-recorded.ts';
export { countAskable } from './count-askable.ts';
export { environmentsCalled } from './environments-called.ts';
export { ComponentKey, EnvironmentKey, recordedWords } from './model.ts';
export * from './exchange/complaint.ts';
export { decodeFile, fileTooLarge, largestFileBytes } from './exchange/decode-file.ts';
export { showMatrix } from './graph/show-matrix.ts';
export { identityOf } from './identity.ts';
export * from './item-list.ts';
export * from './item-view.ts';
export { countFacets, listItems, listItemsWithFacets, type InventoryWorld } from './list-items.ts';
export { listMissing } from './list-missing.ts';
export { whyTooLarge } from './observe/decode-text.ts';
export * from './observe/drift-view.ts';
export { importObservation } from './observe/import-observation.ts';
export { listDrift } from './observe/list-drift.ts';
export { importKinds, type ImportKind, type Told } from './observe/observation.ts';
export { ObservedOf, observedOfItem } from './observe/observed-of-item.ts';
export { allCovered } from './observe/rules.ts';
export { readObservation } from './observe/read-observation.ts';
export { acceptDifference, knowDifference, takeBackKnown } from './observe/settle-difference.ts';
export { listPastIncidents } from './past-incidents/list-past-incidents.ts';
export * from './past-incidents/view.ts';
export * from './permissions.ts';
export { shipEstates } from './ship-estates.ts';
export { showCertificates } from './certificates/show-certificates.ts';
export { showEnvironments } from './compare/show-environments.ts';
export { renderRecord } from './record/render-record.ts';
export { recordTree } from './record/record-tree.ts';
export { recordFile, showRecord } from './record/show-record.ts';
export { showDependencies } from './show-dependencies.ts';
export { showItem, showItemWithDependencies } from './show-item.ts';
export { showOperations } from './show-operations.ts';
export { showReach } from './show-reach.ts';
export * from './migration/migration-item.ts';
export * from './migration/migration-list.ts';
export type * from './migration/migration-view.ts';
export * from './migration/move-request.ts';
export { recordMove } from './migration/record-move.ts';
export {
  listMigration,
  showMigration,
  showMigrationPage,
  showMoveForm,
  showWhatIf,
} from './migration/show-migration.ts';
