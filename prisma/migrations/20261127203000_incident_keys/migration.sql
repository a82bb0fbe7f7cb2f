-- What a person says of an incident has a key of its own, by which it is known when it is sent again.
alter table incident_update add column idempotency_key text;
create unique index incident_update_idempotency_key on incident_update (actor, idempotency_key);
