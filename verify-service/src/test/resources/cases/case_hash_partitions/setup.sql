create type state as enum ('new', 'running', 'done', 'failed');
create table jobs (id bigint, state state not null, payload text) partition by hash (state);
create table jobs_0 partition of jobs for values with (modulus 2, remainder 0);
create table jobs_1 partition of jobs for values with (modulus 2, remainder 1);
insert into jobs select n, (enum_range(null::state))[1 + n % 4], md5(n::text) from generate_series(1, 2000) n;
