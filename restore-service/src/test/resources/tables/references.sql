-- Rows that would be deleted together with the referenced rows, and a publication.
create table public.authors (id int primary key, name text);
create table public.books (id int primary key, author int references public.authors on delete cascade, title text);
create table public.loose (id int, name text);
insert into public.authors select n, 'a' || n from generate_series(1, 10) n;
insert into public.books select n, 1 + n % 10, 'b' || n from generate_series(1, 100) n;
insert into public.loose select n, 'l' || n from generate_series(1, 10) n;
create publication everything for all tables;
