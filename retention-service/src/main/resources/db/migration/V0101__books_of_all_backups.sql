-- All backups there ever were, as backup-events tells of them; made again from nothing by replay.

create table backup (
    id           uuid primary key,
    database     text        not null,
    kind         text,
    -- as shown: the log's last word, or 'expiring' while a deletion is announced
    state        text        not null,
    taken_at     timestamptz not null,
    verified_at  timestamptz,
    stored_bytes bigint      not null,
    -- something of it is stored, or still being made
    kept         boolean     not null,
    expiring     boolean     not null,
    page         jsonb       not null
);
create index backup_by_age on backup (taken_at desc, id);
create index backup_of_database on backup (database, taken_at desc, id);
create index backup_kept on backup (database) where kept;
create index backup_expiring on backup (taken_at) where expiring;

create table backup_history (
    seq        bigint generated always as identity primary key,
    backup     uuid        not null,
    type       text        not null,
    source     text        not null,
    event_id   text        not null,
    happened   timestamptz not null,
    data       jsonb       not null
);
create index backup_history_of on backup_history (backup, seq);

-- Plans that waited for a person. Without backups where only the approval is known, from the log.
create table withheld_plan (
    database    text        not null,
    plan        uuid        not null,
    backups     jsonb,
    written_at  timestamptz not null default now(),
    approved_at timestamptz,
    primary key (database, plan)
);

-- What was missing at the last scan, so that a loss is announced once.
create table known_loss (
    database text  primary key,
    losses   jsonb not null
);
