-- Databases that a restore made or kept, that were to be dropped, and that the server did not drop.
create table undropped (
    restore  uuid        not null references restore,
    name     text        not null,
    database text        not null,
    since    timestamptz not null,
    why      text        not null,
    primary key (restore, name)
);
-- Whose turn it is: the database whose last restore began the longest ago.
create index restore_last_start on restore (database, started_at) where started_at is not null;
