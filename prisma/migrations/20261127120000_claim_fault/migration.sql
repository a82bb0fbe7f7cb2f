-- Why a participant has failed, so that what does not pass is not waited for.
alter table stage_claim add column fault jsonb;
