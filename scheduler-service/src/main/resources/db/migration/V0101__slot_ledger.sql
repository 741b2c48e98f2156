-- What the scheduler knows: see scheduler-service/DESIGN.md.

-- Schedules come from configuration; this remembers since when, and of what their slots were planned.
create table schedule (
    database      text        not null,
    kind          text        not null,
    seen_at       timestamptz not null,
    definition    text,
    known_since   timestamptz,
    planned_until timestamptz,
    withdrawn_at  timestamptz,
    primary key (database, kind)
);

create table slot (
    database     text        not null,
    kind         text        not null,
    due_at       timestamptz not null,
    deadline     timestamptz not null,
    request_id   uuid        not null unique,
    state        text        not null check (state in ('planned', 'passed_over', 'requested', 'failed', 'settled',
                                                       'missed', 'settled_late', 'withdrawn')),
    requested_at timestamptz,
    backup       uuid,
    completed_at timestamptz,
    missed_at    timestamptz,
    withdrawn_at timestamptz,
    note         text,
    primary key (database, kind, due_at)
);
create index slot_unsettled on slot (database, kind, due_at)
    where state in ('planned', 'passed_over', 'requested', 'failed', 'missed');

-- What was heard on backup-events, reduced to what slots need.
create table completed_backup (
    backup       uuid        primary key,
    database     text        not null,
    kind         text        not null,
    started_at   timestamptz not null,
    completed_at timestamptz not null
);
create index completed_backup_by_start on completed_backup (database, kind, started_at);

create table request_heard (
    request_id uuid primary key,
    database   text not null,
    kind       text,
    due_at     timestamptz,
    accepted   boolean not null default false,
    ended      text
);
create index request_heard_by_slot on request_heard (database, kind, due_at);

-- How far the log was heard, as of this catalogue: restored with it, so that silence never means more than the facts do.
create table hearing (
    one         boolean primary key default true check (one),
    since       timestamptz not null,
    last_asked  timestamptz not null,
    heard_until timestamptz
);
