set allow_system_table_mods = on;
create collation pg_catalog."xx_XX.utf8" (provider = libc, locale = 'C');
reset allow_system_table_mods;
create table words (id int primary key, word text collate "xx_XX.utf8");
create index words_by_word on words (word);
insert into words select n, 'w' || n from generate_series(1, 50) n;
