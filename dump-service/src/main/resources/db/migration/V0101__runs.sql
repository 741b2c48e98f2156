-- One row per backup that was ever asked for; its state is a DumpRun. Leases run by the catalogue's clock, which all workers share.
create table backup (
    backup         uuid primary key,
    database       text        not null,
    kind           text        not null,
    source         text        not null,
    request_id     text        not null,
    label          text,
    slot           timestamptz,
    accepted_at    timestamptz not null,
    state          text        not null
        check (state in ('queued', 'running', 'waiting', 'completed', 'failed', 'cancelled', 'rejected')),
    attempt        int         not null default 0,
    failures       int         not null default 0,
    -- running
    worker         text,
    server         text,
    artifact       text,
    lease_until    timestamptz,
    started_at     timestamptz,
    cancel_by      text,
    cancel_reason  text,
    -- waiting
    retry_at       timestamptz,
    -- ended, or the last attempt that failed
    ended_at       timestamptz,
    failure        text,
    rejection      text,
    message        text,
    copies         jsonb,
    bytes          bigint,
    server_version text,
    client_version text,
    -- what pg_dump said last: bounded and without passwords; for operators only
    complaint      text,
    check (state <> 'running' or (worker is not null and artifact is not null and lease_until is not null))
);
create index backup_request on backup (source, request_id);
create index backup_open on backup (database, accepted_at) where state in ('queued', 'running', 'waiting');
create index backup_running on backup (server) where state = 'running';
create index backup_completed on backup (database, kind, started_at) where state = 'completed';
create index backup_newest on backup (accepted_at);

-- Every attempt's file name, so that no two attempts ever write the same file and every file of ours is explained.
-- A name is settled when nothing has to be looked for under it any more.
create table artifact_name (
    name        text primary key,
    backup      uuid        not null,
    attempt     int         not null,
    reserved_at timestamptz not null default now(),
    settled     boolean     not null default false
);
create index artifact_name_unsettled on artifact_name (reserved_at) where not settled;
create index artifact_name_backup on artifact_name (backup);
