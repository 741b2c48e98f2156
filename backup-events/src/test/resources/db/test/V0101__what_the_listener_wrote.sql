create table written (id text primary key, at bigint generated always as identity);
