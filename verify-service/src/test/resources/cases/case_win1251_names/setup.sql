set client_encoding = 'UTF8';
create schema "склад";
create table "склад"."Товары" ("Номер" int constraint "Товары_ключ" primary key, "Имя" text not null,
  "Цена" numeric(12, 2) constraint "Цена_есть" check ("Цена" >= 0));
create table "склад"."Движения" (id bigint primary key, "Товар" int constraint "Движения_товар" references "склад"."Товары");
create index "Движения_по_товару" on "склад"."Движения" ("Товар");
insert into "склад"."Товары" select n, 'Товар № ' || n, n * 2.5 from generate_series(1, 100) n;
insert into "склад"."Движения" select n, 1 + n % 100 from generate_series(1, 300) n;
