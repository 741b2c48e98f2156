package io.holdfast.restoreengine;

import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A database that is generated from a seed. The same seed gives the same database.
 *
 * @param name name of the database
 * @param statements statements that fill it, run by a superuser, each in its own transaction
 * @param settings statements that configure it for later sessions, run after those
 */
record GeneratedDatabase(
        long seed, String name, GeneratedEncoding encoding, List<String> statements, List<String> settings) {

    /** Roles of the server that own objects. */
    static final List<String> ROLES =
            List.of("Data Team (EU)", "ops-team.prod", "o'b\"r \\ x%", "group", "two\nlines\t");

    private static final List<String> SETTINGS = List.of(
            "bytea_output = 'escape'",
            "datestyle = 'German, DMY'",
            "datestyle = 'SQL, MDY'",
            "intervalstyle = 'iso_8601'",
            "intervalstyle = 'sql_standard'",
            "timezone = 'America/St_Johns'",
            "timezone = 'Asia/Kolkata'",
            "extra_float_digits = 0",
            "xmlbinary = 'hex'",
            "xmloption = 'document'",
            "standard_conforming_strings = off",
            "default_transaction_isolation = 'serializable'",
            "default_transaction_read_only = on",
            "synchronous_commit = off",
            "quote_all_identifiers = on",
            "array_nulls = off",
            "row_security = off",
            "transform_null_equals = on",
            "statement_timeout = '1min'",
            "client_min_messages = 'error'");

    static GeneratedDatabase of(long seed) {
        Random random = new Random(seed);
        GeneratedEncoding encoding = GeneratedEncoding.values()[random.nextInt(GeneratedEncoding.values().length)];
        GeneratedNames names = new GeneratedNames(random, encoding);
        List<String> schemas = new ArrayList<>(List.of("public"));
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            schemas.add(names.quoted());
            statements.add("create schema " + schemas.getLast()
                    + (random.nextBoolean() ? " authorization " + role(random) : ""));
        }
        GeneratedValues values = new GeneratedValues(random, names);
        GeneratedTables tables = new GeneratedTables(random, names, values, schemas);
        tables.make();
        statements.addAll(tables.statements());
        statements.addAll(new GeneratedGuards(random, names, schemas.getLast()).of(tables.tables()));
        owners(random, statements, tables);
        if (random.nextInt(3) == 0) {
            statements.add("select lo_from_bytea(0, decode('00ff5c0a', 'hex'))");
        }
        String name = "made \"" + Long.toHexString(seed) + "\"";
        return new GeneratedDatabase(
                seed,
                name,
                encoding,
                statements.stream().map(encoding::statement).toList(),
                settings(random, name, schemas).stream()
                        .map(encoding::statement)
                        .toList());
    }

    private static String role(Random random) {
        return SqlQuoting.name(ROLES.get(random.nextInt(ROLES.size())));
    }

    private static void owners(Random random, List<String> statements, GeneratedTables tables) {
        for (GeneratedTables.Table table : tables.tables()) {
            if (random.nextInt(2) == 0) {
                statements.add("alter table " + table.name() + " owner to " + role(random));
            }
            if (random.nextInt(3) == 0) {
                statements.add("grant select, insert on " + table.name() + " to " + role(random));
            }
        }
    }

    private static List<String> settings(Random random, String name, List<String> schemas) {
        List<String> settings = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            settings.add("alter database " + SqlQuoting.name(name) + " set "
                    + SETTINGS.get(random.nextInt(SETTINGS.size())));
        }
        if (random.nextBoolean()) {
            settings.add(
                    "alter database " + SqlQuoting.name(name) + " set search_path = " + schemas.getLast() + ", public");
        }
        return settings;
    }

    @Override
    public String toString() {
        return "-Dseed=" + seed + " (" + encoding + ", " + statements.size() + " statements)";
    }
}
