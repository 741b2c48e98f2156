-- A database with realistic contents.
create extension if not exists vector;
create extension if not exists pgcrypto;
create extension if not exists ltree;
create role "App Reader" nologin;
create role writer nologin;

create schema "Größen";
create schema app;

create table app.users (
    id       bigint generated always as identity primary key,
    email    text not null unique,
    settings jsonb not null default '{}',
    secret   bytea default gen_random_bytes(8),
    path     ltree,
    shout    text generated always as (upper(email)) stored
);
insert into app.users (email, settings, path)
select 'user' || n || '@example.org', jsonb_build_object('n', n, 'text', E'tab\there\nand "quotes" \\ back'), ('top.n' || n)::ltree
  from generate_series(1, 2000) n;

create table "Größen"."Maße und Gewichte" ("Länge" numeric(20, 5), "select" text, constraint "Länge ist positiv" check ("Länge" > 0));
insert into "Größen"."Maße und Gewichte" select n / 7.0, case when n % 10 = 0 then null else repeat('ä', n % 50) || E'\\.\n' end
  from generate_series(1, 500) n;

create table app.nodes (id int primary key, name text, embedding vector(1536));
insert into app.nodes
select n, 'node ' || n, (select array_agg(sin(n * 1.1 + d)::real)::vector from generate_series(1, 1536) d) from generate_series(1, 60) n;
create index nodes_hnsw on app.nodes using hnsw (embedding vector_cosine_ops);
create table app.knowledge (id int primary key, embedding vector(768));
insert into app.knowledge
select n, (select array_agg(cos(n * 0.7 + d)::real)::vector from generate_series(1, 768) d) from generate_series(1, 120) n;
create index knowledge_ivfflat on app.knowledge using ivfflat (embedding vector_l2_ops) with (lists = 5);

create table app.events (id bigserial, at timestamptz not null, what text) partition by range (at);
create table app.events_2025 partition of app.events for values from ('2025-01-01') to ('2026-01-01');
create table app.events_2026 partition of app.events for values from ('2026-01-01') to ('2027-01-01');
insert into app.events (at, what) select '2025-11-01'::timestamptz + n * interval '1 hour', md5(n::text) from generate_series(1, 3000) n;

create sequence app.invoice_numbers start 4711 increment 7;
select nextval('app.invoice_numbers') from generate_series(1, 3);

create table app.a (id int primary key, b int);
create table app.b (id int primary key, a int references app.a);
insert into app.a select n, n from generate_series(1, 50) n;
insert into app.b select n, n from generate_series(1, 50) n;
alter table app.a add constraint a_b foreign key (b) references app.b deferrable initially deferred;

create function app.loader() returns text language plpgsql as $body$
begin
  return 'COPY app.users (id, email) FROM stdin;
1	not a row
\.
';
end
$body$;
create function app.touch() returns trigger language plpgsql as $$ begin new.name := new.name || '!'; return new; end $$;
create trigger touch_nodes before insert or update on app.nodes for each row execute function app.touch();

create view app.emails as select email from app.users where id % 2 = 0;
create materialized view app.by_month as select date_trunc('month', at) as month, count(*) from app.events group by 1;
create unique index on app.by_month (month);

alter table app.users enable row level security;
create policy readers on app.users for select to "App Reader" using (id < 100);
grant usage on schema app to "App Reader";
grant select on app.users to "App Reader";
alter table app.b owner to writer;
comment on table app.users is 'who''s who; COPY x FROM stdin;';
comment on column "Größen"."Maße und Gewichte"."Länge" is 'in Metern';

select lo_from_bytea(0, decode(repeat('00ff10', 5000), 'hex'));

-- Updates and deletes, so that the physical order of the rows differs from the order of insertion.
update app.users set settings = settings || '{"again": true}' where id % 3 = 0;
delete from app.users where id % 11 = 0;
vacuum app.users;
update app.users set email = email || '.uk' where id % 7 = 0;

-- Objects that only a superuser can create, or that a read-only role cannot dump.
create role "Sales Team (EU)" nologin;
create table app."order lines" (id int primary key, n int);
insert into app."order lines" select n, n from generate_series(1, 40) n;
create index "order lines by n" on app."order lines" (n);
alter table app."order lines" owner to "Sales Team (EU)";
alter table app."order lines" force row level security;
create publication told for table app.a, app."order lines";
create table app.ddl_history (tag text, object text);
create function app.remember_ddl() returns event_trigger language plpgsql as $$
begin
  insert into app.ddl_history select command_tag, object_identity from pg_event_trigger_ddl_commands();
end $$;
create event trigger remember_ddl on ddl_command_end execute function app.remember_ddl();
create table app.remembered (id int);
