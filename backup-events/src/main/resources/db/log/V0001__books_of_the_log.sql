-- How a service keeps its books with the log: see backup-events/DESIGN.md.

create table outbox (
    seq        bigint generated always as identity primary key,
    topic      text        not null,
    key        text,
    id         text        not null,
    headers    jsonb       not null,
    value      bytea       not null,
    written_at timestamptz not null default now(),
    sent_at    timestamptz
);
create index outbox_unsent on outbox (seq) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;

create table inbox (
    source   text        not null,
    id       text        not null,
    heard_at timestamptz not null default now(),
    primary key (source, id)
);

create table log_position (
    topic        text   not null,
    "partition"  int    not null,
    topic_id     uuid   not null,
    next_offset  bigint not null,
    primary key (topic, "partition")
);
