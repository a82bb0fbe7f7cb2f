create table "search_index" (
  "number" serial not null,
  "name" text not null,
  "fields" jsonb not null,
  "key_field" text not null,
  "is_keyed_by_id" boolean not null default true,
  "created_at" timestamptz(6) not null default clock_timestamp(),
  constraint "search_index_pkey" primary key ("number")
);
create unique index "search_index_name" on "search_index" ("name");

create table "search_alias" (
  "name" text not null,
  "index_number" integer not null,
  "filter" jsonb,
  constraint "search_alias_pkey" primary key ("name"),
  constraint "search_alias_index_number_fkey" foreign key ("index_number") references "search_index" ("number") on delete cascade on update no action
);
create index "search_alias_index" on "search_alias" ("index_number");

-- Stays empty: the pattern of one table per index, made at run time (`search_document_7`), so that dropping an index is instant
-- and leaves nothing to vacuum, which the embedded database never does by itself.
create table "search_document" (
  "id" text collate "C" not null,
  "version" integer not null default 1,
  "source" jsonb not null,
  constraint "search_document_pkey" primary key ("id")
);
