-- Which trace a backup, restore or drill belongs to, for as long as somebody may look at it. Repeatable, because it came
-- after the services' own migrations.
create table if not exists trace_context (
    about       uuid        primary key,
    traceparent text        not null,
    heard_at    timestamptz not null default now()
);
create index if not exists trace_context_heard on trace_context (heard_at);
