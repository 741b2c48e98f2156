-- Backups as verify-service knows them, from backup-events alone.
create table backup (
    id             uuid primary key,
    database       text        not null,
    kind           text        not null,
    started_at     timestamptz not null,
    client_version text,
    bytes          bigint      not null,
    trust          text        not null default 'unverified'
        check (trust in ('unverified', 'verified', 'suspected', 'condemned')),
    level          text,
    accepted       boolean     not null default false,
    settled_by     uuid,
    verified_at    timestamptz,
    expired        boolean     not null default false,
    large_objects  bigint      not null default 0,
    text_bytes     bigint
);
create index backup_history on backup (database, kind, started_at);

create table copy (
    backup      uuid   not null references backup,
    destination text   not null,
    key         text   not null,
    version_id  text,
    bytes       bigint not null,
    sha256      text   not null,
    state       text   not null default 'present' check (state in ('present', 'condemned', 'expiring', 'expired')),
    intent      uuid,
    -- where the intent to delete it stands in the log; a pin that stands before it wins
    intent_at   bigint,
    primary key (backup, destination, key)
);

-- due: waits for its time. pinning: the pin is on its way through the log. ready: the pin was read back, and stands
-- before every intent to delete. running: leased to a worker. ended: its one event is said.
create table verification (
    id           uuid primary key,
    backup       uuid        not null references backup,
    cause        text        not null,
    tries        int         not null default 0,
    due_at       timestamptz not null,
    state        text        not null check (state in ('due', 'pinning', 'ready', 'running', 'ended')),
    attempt      int         not null default 0,
    pin          uuid,
    pinned_at    bigint,
    pinned_until timestamptz,
    worker       uuid,
    lease_until  timestamptz,
    started_at   timestamptz,
    ended_at     timestamptz,
    outcome      text check (outcome in ('verified', 'suspected', 'condemned', 'inconclusive')),
    level        text,
    message      text,
    findings     jsonb       not null default '[]',
    retry_at     timestamptz
);
create index verification_open on verification (due_at) where state <> 'ended';
create index verification_of_backup on verification (backup);

-- Tables of each archive with the fingerprint of their rows (L2).
create table table_contents (
    backup      uuid   not null references backup,
    schema_name text   not null,
    table_name  text   not null,
    columns     text   not null,
    row_count   bigint not null,
    sum         text   not null,
    primary key (backup, schema_name, table_name)
);

-- Operators' requests that were answered, by the id of the answer.
create table answered (
    id uuid primary key
);
