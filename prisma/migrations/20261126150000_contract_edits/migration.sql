-- Who or what made a version of the contract: a run, a roll back, an edit by an admin, or the return
-- to the pipeline's own.
alter table index_contract add column kind text not null default 'run';
update index_contract set kind = 'rollback' where run_name is null;
alter table index_contract add column reason text;

-- Of an edit: what the pipeline planned when it was made. It holds until that changes.
alter table index_contract add column made_from jsonb;
