-- Checksums of what was sealed beside a copy, as the log recorded them; null where it did not.
alter table copy add column companions jsonb;
