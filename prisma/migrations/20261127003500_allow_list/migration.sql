-- Who is on the IP allow lists: labels and whether they are deployed. An address only where an
-- admin has entered one.
create table allow_list_entry (
  id bigserial primary key,
  -- The name of the secret.
  list text not null,
  label text not null,
  address text,
  state text not null check (state in ('saved', 'deployed', 'removed')),
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  unique (list, label)
);
