create table "lease" (
  "name" text not null,
  "holder" text not null,
  "token" bigint not null,
  "expires_at" timestamptz(6) not null,
  constraint "lease_pkey" primary key ("name")
);
