-- What was observed of a thing stays where the thing is removed: undoing that brings it back with the
-- same id. Whatever reads them joins the things that are there.
alter table inventory_import drop constraint inventory_import_environment_id_fkey;
alter table inventory_observation drop constraint inventory_observation_item_id_fkey;
alter table inventory_known_difference drop constraint inventory_known_difference_environment_id_fkey;
alter table inventory_known_difference drop constraint inventory_known_difference_item_id_fkey;
