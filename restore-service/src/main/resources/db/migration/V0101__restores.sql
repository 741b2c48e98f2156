-- Backups as restore-service knows them, from backup-events alone.
create table backup (
    id             uuid primary key,
    database       text        not null,
    kind           text        not null,
    started_at     timestamptz not null,
    client_version text,
    server_version text,
    trust          text        not null default 'unverified'
        check (trust in ('unverified', 'verified', 'suspected', 'condemned')),
    level          text,
    level_at       timestamptz,
    held           boolean     not null default false,
    expired        boolean     not null default false,
    -- A backup that was given up: nobody need wait for it.
    failed         boolean     not null default false
);
create index backup_newest on backup (database, kind, started_at);

create table copy (
    backup        uuid   not null references backup,
    destination   text   not null,
    key           text   not null,
    version_id    text,
    bytes         bigint not null,
    sha256        text   not null,
    state         text   not null default 'present' check (state in ('present', 'condemned', 'expiring', 'expired')),
    storage_class text,
    intent        uuid,
    -- where the intent to delete it stands in the log; a pin that stands before it wins
    intent_at     bigint,
    primary key (backup, destination, key)
);

-- How long restores and drills took, phase by phase.
create table duration (
    id       uuid primary key,
    database text        not null,
    backup   uuid        not null,
    what     text        not null check (what in ('restore', 'drill')),
    ended_at timestamptz not null,
    took_ms  bigint      not null,
    phases   jsonb       not null
);
create index duration_newest on duration (database, ended_at);

-- wished: a plan is to be made. planned: it waits for an approval, until valid_until. approved: it is to be carried out.
-- safeguarding: the backup before an in-place restore is awaited. pinning: the pin is on its way through the log. ready: it
-- was read back, and stands before every intent to delete. running: leased to a worker. The others are ends.
create table restore (
    id            uuid primary key,
    database      text        not null,
    request       jsonb       not null,
    wish          jsonb       not null,
    asked_by      text        not null,
    asked_at      timestamptz not null,
    state         text        not null check (state in ('wished', 'planned', 'approved', 'safeguarding', 'pinning', 'ready',
                                                        'running', 'completed', 'failed', 'rejected')),
    backup        uuid,
    mode          text,
    target        text,
    plan          jsonb,
    valid_until   timestamptz,
    approved_by   text,
    safeguard     uuid,
    safeguard_by  timestamptz,
    attempt       int         not null default 0,
    pin           uuid,
    pinned_at     bigint,
    pinned_until  timestamptz,
    worker        uuid,
    lease_until   timestamptz,
    due_at        timestamptz not null,
    started_at    timestamptz,
    ended_at      timestamptz,
    reason        text,
    message       text,
    kept_as       text,
    -- reverted: the kept database serves again. dropped: there is none any more.
    afterwards    text check (afterwards in ('reverted', 'dropped')),
    report        jsonb,
    -- all that was found, by name
    page          jsonb,
    findings      jsonb       not null default '[]',
    words         text
);
create index restore_open on restore (due_at) where state not in ('completed', 'failed', 'rejected');
create index restore_of_database on restore (database, asked_at);

-- What was done when, for those who look on; nothing is decided by it.
create table step (
    restore uuid        not null references restore,
    attempt int         not null,
    at      timestamptz not null,
    name    text        not null,
    text    text        not null
);
create index step_of_restore on step (restore, at);

-- What is to be done after a swap: serve the kept database again, or drop it.
create table errand (
    id          uuid primary key,
    restore     uuid        not null references restore,
    what        text        not null check (what in ('revert', 'drop')),
    request     jsonb       not null,
    asked_by    text        not null,
    state       text        not null default 'due' check (state in ('due', 'running', 'ended')),
    worker      uuid,
    lease_until timestamptz,
    due_at      timestamptz not null
);
create index errand_open on errand (due_at) where state <> 'ended';

-- Operators' requests that were answered, by the id of the answer.
create table answered (
    id uuid primary key
);
