-- A constraint whose function writes into another table.
create table public.seen (id int);
create function public.noted(id int) returns boolean language plpgsql as $$
begin
  insert into public.seen values (id);
  return true;
end $$;
create table public.readings (id int primary key, value numeric, check (public.noted(id)));
insert into public.readings select n, n / 3.0 from generate_series(1, 100) n;
