-- Both queues are fair between databases, and set aside what workers die of.
-- database: of the backup. A trigger fills it in, so that a replica of an older version can still insert.
-- repetition: repetitions have a worker of their own, and are fair among themselves.
-- turn: grows with every start. The database whose newest turn is the smallest is next.
-- deaths: how often a worker died during this piece. died_attempt: the attempt that was counted last.
-- set_aside: tried once a day, after everything else. Of an ended drill: it ended because it was set aside.
create sequence queue_turn;

create function fill_in_database() returns trigger language plpgsql set search_path from current as $$
begin
    select database into strict new.database from backup where id = new.backup;
    return new;
end
$$;

alter table verification
    add column database     text,
    add column repetition   boolean not null generated always as (cause = 'repetition') stored,
    add column turn         bigint,
    add column deaths       int     not null default 0,
    add column died_attempt int,
    add column set_aside    boolean not null default false;
update verification v set database = b.database from backup b where b.id = v.backup;
alter table verification alter column database set not null;
create trigger fill_in_database before insert on verification for each row execute function fill_in_database();
create index verification_due on verification (repetition, database, due_at, id) where state = 'due' and not set_aside;
create index verification_in_flight on verification (repetition, database) where state in ('pinning', 'ready', 'running');
create index verification_turn on verification (database, repetition, turn) where turn is not null;
create index verification_set_aside on verification (due_at) where set_aside and state <> 'ended';

alter table drill
    add column database     text,
    add column repetition   boolean not null generated always as (cause = 'repetition') stored,
    add column turn         bigint,
    add column deaths       int     not null default 0,
    add column died_attempt int,
    add column set_aside    boolean not null default false;
update drill d set database = b.database from backup b where b.id = d.backup;
alter table drill alter column database set not null;
create trigger fill_in_database before insert on drill for each row execute function fill_in_database();
create index drill_due on drill (repetition, database, due_at, id) where state = 'due' and not set_aside;
create index drill_in_flight on drill (repetition, database) where state in ('pinning', 'ready', 'running');
create index drill_turn on drill (database, repetition, turn) where turn is not null;
create index drill_of_database on drill (database, ended_at);
