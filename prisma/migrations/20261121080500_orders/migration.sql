-- Of a data stage whose participant is not ours: the orders sent to it in all attempts, and the end markers that have answered them.
alter table "run_stage" add column "orders" integer not null default 0;
alter table "run_stage" add column "ends" integer not null default 0;
