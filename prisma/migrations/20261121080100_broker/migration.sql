create table "broker_queue" (
  "id" serial not null,
  "name" text not null,
  "last_id" bigint not null default 0,
  constraint "broker_queue_pkey" primary key ("id")
);
create unique index "broker_queue_name" on "broker_queue" ("name");

-- Apart from broker_queue, so that claiming does not wait for a publisher's transaction.
create table "broker_cursor" (
  "queue_id" integer not null,
  "next_id" bigint not null default 1,
  "returned" int8multirange not null default '{}',
  constraint "broker_cursor_pkey" primary key ("queue_id"),
  constraint "broker_cursor_queue_id_fkey" foreign key ("queue_id") references "broker_queue" ("id") on delete cascade on update no action
);

create table "broker_binding" (
  "exchange" text not null,
  "key" text not null,
  "queue_id" integer not null,
  constraint "broker_binding_pkey" primary key ("exchange", "key", "queue_id"),
  constraint "broker_binding_queue_id_fkey" foreign key ("queue_id") references "broker_queue" ("id") on delete cascade on update no action
);

-- No foreign key: it would cost a look-up a message, and only the publishing statement, which holds the queue's row, inserts.
create table "broker_message" (
  "queue_id" integer not null,
  "id" bigint not null,
  "body" text not null,
  "headers" text not null,
  constraint "broker_message_pkey" primary key ("queue_id", "id")
);

create table "broker_consumer" (
  "id" uuid not null,
  "queue_id" integer not null,
  "held" int8multirange not null default '{}',
  "expires_at" timestamptz(6) not null,
  constraint "broker_consumer_pkey" primary key ("id"),
  constraint "broker_consumer_queue_id_fkey" foreign key ("queue_id") references "broker_queue" ("id") on delete cascade on update no action
);
create index "broker_consumer_queue" on "broker_consumer" ("queue_id");
