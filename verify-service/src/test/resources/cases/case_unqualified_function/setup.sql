create extension unaccent;
create extension citext;
create function slug(v text) returns text language plpgsql immutable strict as $$
begin
  return lower(unaccent(v));
end $$;
create function parts(v citext) returns citext[] language plpgsql immutable as $$
declare found citext[];
begin
  select array_agg(substr(v::text, i, 3)::citext) into found from generate_series(1, 3) i;
  return found;
end $$;
create table articles (id int primary key, title text, slug text generated always as (slug(title)) stored);
create table barcodes (id int primary key, code citext);
create index barcodes_by_part on barcodes using gin ((parts(code)::text[]));
insert into articles (id, title) select n, 'Ärger ' || n from generate_series(1, 150) n;
insert into barcodes select n, 'AB' || n from generate_series(1, 150) n;
