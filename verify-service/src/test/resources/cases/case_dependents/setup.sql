create extension hstore;
create table videos (id int primary key, title text);
create table playlists (id int primary key, video int references videos, extra hstore);
create view titles as select v.title, p.extra from videos v join playlists p on p.video = v.id;
create materialized view counted as select count(*) from videos;
insert into videos select n, 'v' || n from generate_series(1, 100) n;
insert into playlists values (1, 1, 'a=>1');
refresh materialized view counted;
