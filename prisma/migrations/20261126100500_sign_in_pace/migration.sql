-- How fast passwords may be tried, at all processes together. Each row says until when its key
-- means something.
create table sign_in_pace (
  key text not null,
  until timestamptz not null,
  constraint sign_in_pace_pkey primary key (key)
);
create index sign_in_pace_until on sign_in_pace (until);

-- Nobody is locked out any more.
alter table person drop column failed_attempts;
alter table person drop column locked_until;
