-- What could not be brought back, if a restore ends with findings; null if all of it came back.
alter table restore add column not_restored jsonb;
