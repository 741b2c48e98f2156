-- After a restore, rows partitioned by the hash of an enum are in other partitions, because the hash depends on the OID of the label.
create type public.job_state as enum ('new', 'running', 'done', 'failed', 'dead');
create table public.jobs (id bigint, state public.job_state not null, payload text) partition by hash (state);
create table public.jobs_0 partition of public.jobs for values with (modulus 4, remainder 0);
create table public.jobs_1 partition of public.jobs for values with (modulus 4, remainder 1);
create table public.jobs_2 partition of public.jobs for values with (modulus 4, remainder 2);
create table public.jobs_3 partition of public.jobs for values with (modulus 4, remainder 3);
insert into public.jobs select n, (enum_range(null::public.job_state))[1 + n % 5], md5(n::text) from generate_series(1, 5000) n;
