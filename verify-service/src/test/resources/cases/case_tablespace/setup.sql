set allow_in_place_tablespaces = on;
create tablespace holdfast_fast location '';
create table bookings (id bigint primary key using index tablespace holdfast_fast, amount numeric(12, 2) not null)
  tablespace holdfast_fast;
insert into bookings select n, n * 1.01 from generate_series(1, 500) n;
create index bookings_by_amount on bookings (amount) tablespace holdfast_fast;
create materialized view booked tablespace holdfast_fast as select count(*) from bookings;
