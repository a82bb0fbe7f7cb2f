-- One spelling for each address, as `lib/access/email-address.ts` reads them from now on. Of accounts whose addresses differ
-- by spelling alone the plain one keeps its address, else the oldest gets it; the others can no longer be signed in to.
do $$
begin
  -- Only there does PostgreSQL know what a letter is made of.
  if current_setting('server_encoding') <> 'UTF8' then return; end if;
  update "person" set "email" = "spelled"."email"
  from (
    select distinct on ("email") "id", "email"
    from (
      select "id", "created_at", normalize(regexp_replace("email", '[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFE00-\uFE0F\uFEFF]', '', 'g'), NFKC) as "email"
      from "person"
    ) as "all"
    order by "email", "created_at", "id"
  ) as "spelled"
  where "spelled"."id" = "person"."id" and "spelled"."email" <> "person"."email"
    and not exists (select 1 from "person" as "plain" where "plain"."email" = "spelled"."email");
end
$$;
