-- Requests whose answer takes long: written down when they are heard, gone when they are answered.

create table assignment (
    seq      bigint generated always as identity primary key,
    source   text        not null,
    id       text        not null,
    type     text        not null,
    database text        not null,
    request  jsonb       not null,
    asked_at timestamptz not null default now(),
    unique (source, id)
);
