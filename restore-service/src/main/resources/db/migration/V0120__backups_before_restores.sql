-- Made before a restore of this service: the newest state of a database, and perhaps the damaged one. 'latest' does not mean it.
alter table backup add column before_restore boolean not null default false;
update backup set before_restore = true where id in (select safeguard from restore where safeguard is not null);
-- What looks wrong, where it is suspected.
alter table backup add column suspicions jsonb not null default '[]';
-- What looked wrong in the backup that was made before this restore.
alter table restore add column safeguard_findings jsonb not null default '[]';
