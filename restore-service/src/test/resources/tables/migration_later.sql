create table public.playlist (id int primary key, video int references public.video, extra hstore);
create view public.titles as select v.title, a.name from public.video v cross join public.account a;
create materialized view public.counts as select count(*) from public.video;
insert into public.playlist values (1, 1, 'a=>1');
