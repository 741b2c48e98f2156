package io.holdfast.e2e;

import io.holdfast.localstack.PostgresServer;

/** A database with realistic contents: many types, keys, views, functions, sequences, unusual names. */
final class SourceData {

    private SourceData() {}

    static void fill(PostgresServer server, String database, int rows) {
        server.execute(
                database,
                "create schema shop",
                """
                create table shop.orders (
                    id bigint generated always as identity primary key,
                    customer text not null,
                    placed timestamptz not null,
                    amount numeric(12, 2) check (amount >= 0),
                    details jsonb,
                    embedding double precision[],
                    blob bytea)\
                """,
                """
                insert into shop.orders (customer, placed, amount, details, embedding, blob)
                select 'customer ' || i || E' \\\\ \\t tab and \\n line',
                       timestamptz '2026-01-01 00:00+00' + i * interval '7 minutes',
                       i * 1.25,
                       jsonb_build_object('note', md5(i::text), 'n', i),
                       array[i, i / 3.0, 'NaN'],
                       decode(md5(i::text), 'hex')
                from generate_series(1, %d) i\
                """.formatted(rows),
                "create table shop.\"Odd name; --\" (\"select\" int, unique (\"select\"))",
                "insert into shop.\"Odd name; --\" select generate_series(1, 10)",
                "create view shop.recent as select id, customer from shop.orders where placed > '2026-02-01'",
                "create materialized view shop.totals as select customer, sum(amount) from shop.orders group by 1",
                """
                create function shop.trap() returns text language sql as $$
                select 'COPY shop.orders (id) FROM stdin;
                \\.
                ' $$\
                """,
                "create table public.empty_one (a int)",
                "analyze");
    }

    /** Deletes nearly all rows. */
    static void empty(PostgresServer server, String database) {
        server.execute(
                database, "truncate shop.orders", "refresh materialized view shop.totals", "vacuum full", "analyze");
    }
}
