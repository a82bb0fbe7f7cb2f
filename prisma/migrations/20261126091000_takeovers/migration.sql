-- How often another worker has begun a stage again without coming further, and how far one came.
alter table run_stage
  add column takeovers int not null default 0,
  add column furthest int not null default 0;
