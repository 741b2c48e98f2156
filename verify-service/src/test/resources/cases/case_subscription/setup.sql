-- A database with a subscription cannot be dropped, not even with (force).
create table readings (id bigint primary key, value text);
insert into readings select n, md5(n::text) from generate_series(1, 500) n;
create publication own_readings for table readings;
create subscription of_the_plant connection 'host=192.0.2.1 dbname=plant user=repl password=secret-of-a-subscription'
  publication plant with (connect = false, slot_name = none, enabled = false);
