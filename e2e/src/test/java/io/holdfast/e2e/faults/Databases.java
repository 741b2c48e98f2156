package io.holdfast.e2e.faults;

import io.holdfast.localstack.PostgresServer;

/** The databases that the fault tests back up. */
final class Databases {

    private Databases() {}

    static String nameOf(String id) {
        return id + "_production";
    }

    static void fill(PostgresServer server) {
        server.createDatabase(nameOf(Stack.SMALL));
        server.execute(
                nameOf(Stack.SMALL),
                "create table accounts (id bigint primary key, name text not null)",
                "insert into accounts select i, 'account ' || i from generate_series(1, 5000) i",
                "create table \"Größen\" (id bigint, \"größte\" numeric)",
                "insert into \"Größen\" select i, i * 1.5 from generate_series(1, 300) i");
        server.createDatabase(nameOf(Stack.SLOW));
        server.execute(
                nameOf(Stack.SLOW),
                "create table noise (id bigint primary key, body text)",
                "insert into noise select i, repeat(md5(i::text), 30) from generate_series(1, 20000) i");
    }
}
