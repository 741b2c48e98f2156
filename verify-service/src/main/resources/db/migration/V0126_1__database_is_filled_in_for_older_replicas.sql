-- This version inserts the database itself. The look-up for each row is only for replicas of an older version: its plan, made while
-- the table was small, would read the whole table for each of many rows.
drop trigger fill_in_database on verification;
create trigger fill_in_database before insert on verification for each row when (new.database is null)
    execute function fill_in_database();
drop trigger fill_in_database on drill;
create trigger fill_in_database before insert on drill for each row when (new.database is null)
    execute function fill_in_database();
