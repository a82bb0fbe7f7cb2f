-- Of which thing an owner or a cloud is known that no source says of this one; null: of itself.
alter table inventory_item add column owner_from bigint;
alter table inventory_item add column cloud_from bigint;
