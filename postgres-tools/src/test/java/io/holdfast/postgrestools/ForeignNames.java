package io.holdfast.postgrestools;

import java.util.List;

/**
 * A role with its database and its password, with names that people choose.
 *
 * @param stored the password that was set on the server
 * @param typed the password for signing in; the same text, possibly with other code points
 */
record ForeignNames(String role, String database, String stored, String typed) {

    /** A table in each of the databases. */
    static final String TEMPLATE = "stencil";

    private static final String LONGEST = "ü".repeat(31) + "x";

    private static final String ODD = " #x [y] a:b\\c = '\"%41?&*";

    /** Names that files and Java can pass in every locale. A line of a service file cannot contain the last ones. */
    static final List<ForeignNames> FEW = List.of(
            of("ünïcode", "ünïcode", "Zürich ß 日本"),
            of(ODD, ODD, "a:b\\'\"% "),
            of("*", "dbname=x host=y", "ü".repeat(1000)),
            of("new\nline ", "new\nline ", "x"));

    /** One peculiarity for each name. */
    static final List<ForeignNames> MANY = List.of(
            new ForeignNames("u\u0308", "u\u0308", "Z\u00fcrich", "Zu\u0308rich"),
            of("has space", "has space", "trailing blank "),
            of("a:b", "a:b", "a:b:\\:c"),
            of("a\\b", "a\\b", "back\\slash\\"),
            of("\"quoted\"", "\"quoted\"", "\"it's\""),
            of("'", "'", "'"),
            of("#x", "#x", "#x"),
            of("[x]", "[x]", "[x]"),
            of("=", "=", "="),
            of(LONGEST, LONGEST, "p".repeat(1000)),
            of(" leading blank", " leading blank", " leading blank"),
            of("%41?&a=b%20+", "%41?&a=b%20+", "%41?&a=b%20+"),
            of("трейл", "postgresql://nobody@nowhere/nothing", "\ttab\t"),
            of("$(id)", "service=x", "😀"),
            of("--help", "--help", "carriage return\r"),
            of("trailing ", "trailing ", "x"),
            of("new\nline", "new\nline", "x"));

    /** Names that a JVM with an ASCII locale cannot pass to a program. */
    static final List<ForeignNames> OUTSIDE_OF_ASCII = List.of(of("trailing ü ", "trailing ü ", "x"));

    private static ForeignNames of(String role, String database, String password) {
        return new ForeignNames(role, database, password, password);
    }

    /** A list by its name. */
    static List<ForeignNames> named(String list) {
        return switch (list) {
            case "few" -> FEW;
            case "many" -> MANY;
            default -> OUTSIDE_OF_ASCII;
        };
    }

    String createRole() {
        return "create role " + identifier(role) + " superuser login password '" + stored.replace("'", "''") + "'";
    }

    String createDatabase() {
        return "create database " + identifier(database) + " template " + TEMPLATE;
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    DatabaseConnection on(int port) {
        return DatabaseConnection.to("127.0.0.1", port, role, database).withPassword(Secret.of(typed));
    }
}
