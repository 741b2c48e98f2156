-- Every sink that was ever configured. Its name is its identity: under the same name it goes on where it stopped.
create table sink (
    name       text primary key,
    -- empty: all
    databases  text[]  not null,
    words      text[]  not null,
    configured boolean not null
);

-- Of each partition: what lies before hears_from was read by the service without this sink; from begins_at on it
-- concerns the sink, so that [caught_up_to, hears_from) is still to be read again for it.
create table sink_position (
    sink         text   not null references sink,
    topic_id     uuid   not null,
    "partition"  int    not null,
    begins_at    bigint not null,
    caught_up_to bigint not null,
    hears_from   bigint not null,
    primary key (sink, topic_id, "partition")
);
create index sink_position_behind on sink_position (sink) where caught_up_to < hears_from;

-- What is to be sent one after the other: a sink's deliveries about one database. due_at is null where nothing waits.
create table lane (
    sink        text not null references sink,
    database    text not null,
    due_at      timestamptz,
    failures    int  not null default 0,
    worker      uuid,
    lease_until timestamptz,
    primary key (sink, database)
);
create index lane_due on lane (sink, due_at) where due_at is not null;

create table delivery (
    sink        text        not null references sink,
    source      text        not null,
    event_id    text        not null,
    type        text        not null,
    database    text        not null,
    log_offset  bigint      not null,
    happened_at timestamptz not null,
    -- the structured CloudEvent
    event       bytea       not null,
    state       text        not null default 'pending' check (state in ('pending', 'delivered', 'given_up')),
    attempts    int         not null default 0,
    written_at  timestamptz not null,
    ended_at    timestamptz,
    last_answer text,
    primary key (sink, source, event_id)
);
create index delivery_pending on delivery (sink, database, log_offset) where state = 'pending';
create index delivery_written on delivery (written_at);
create index delivery_ended on delivery (sink, ended_at) where ended_at is not null;
