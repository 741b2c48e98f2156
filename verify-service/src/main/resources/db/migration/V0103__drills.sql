-- What of a backup is known only from its manifest: server version, extensions and tables as one text. Absent while nobody
-- has looked, empty where there is no manifest.
alter table backup add column traits text;

-- Drills, through the same states as verifications. traits: of the backup when it was drilled. page: the whole report, for
-- operators only.
create table drill (
    id             uuid primary key,
    backup         uuid        not null references backup,
    cause          text        not null,
    tries          int         not null default 0,
    due_at         timestamptz not null,
    state          text        not null check (state in ('due', 'pinning', 'ready', 'running', 'ended')),
    attempt        int         not null default 0,
    pin            uuid,
    pinned_at      bigint,
    pinned_until   timestamptz,
    worker         uuid,
    lease_until    timestamptz,
    started_at     timestamptz,
    ended_at       timestamptz,
    request_source text,
    request_id     text,
    outcome        text check (outcome in ('completed', 'failed', 'impossible')),
    level          text,
    took_ms        bigint,
    traits         text,
    report         jsonb,
    findings       jsonb       not null default '[]',
    page           text        not null default ''
);
create index drill_open on drill (due_at) where state <> 'ended';
create index drill_of_backup on drill (backup, ended_at);

-- The overdue drills that were announced, by the instant at which each became overdue.
create table drill_overdue (
    database  text        not null,
    due_since timestamptz not null,
    primary key (database, due_since)
);

-- Servers that were dumped, by the identifier that initdb gave them. None of them is a scratch server.
create table source_system (
    system_identifier text not null,
    database          text not null,
    primary key (system_identifier, database)
);

-- Damaged copies of real artifacts that this service was shown, and whether it noticed.
create table verifier_probe (
    id      uuid primary key,
    backup  uuid        not null,
    at      timestamptz not null,
    damage  text        not null,
    noticed boolean     not null
);
