-- Whether somebody verifies a backup now is asked for each of many backups.
create index verification_open_of_backup on verification (backup) where state <> 'ended';
