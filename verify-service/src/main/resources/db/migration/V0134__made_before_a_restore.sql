-- Backups that were made before a restore have what was to be replaced: 'latest' never means them.
alter table backup add column before_restore boolean not null default false;
