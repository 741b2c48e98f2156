-- What lies beside which copy, and what has changed since.

create table facts_written (
    backup      uuid not null,
    destination text not null,
    key         text not null,
    version     text not null,
    digest      text not null,
    primary key (backup, destination, key)
);

create table facts_due (
    backup   uuid primary key,
    -- counts the changes: one that comes while the facts are written is not lost
    touched  bigint      not null default 1,
    since    timestamptz not null default now(),
    retry_at timestamptz not null default now()
);
create index facts_due_by_age on facts_due (retry_at, since);

insert into facts_due (backup) select id from backup where kept;
