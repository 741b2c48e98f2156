create table addresses (id int primary key, main int);
create function is_address(wanted int) returns boolean language sql stable as 'select exists (select from public.addresses where id = wanted)';
alter table addresses add constraint addresses_main check (main is null or is_address(main));
insert into addresses values (1, null);
insert into addresses select n, 1 from generate_series(2, 100) n;
