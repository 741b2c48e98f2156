package io.holdfast.restoreengine.server;

/** Quotes names and texts for SQL. They cannot be passed as parameters in the statements that use this class. */
public final class SqlQuoting {

    private SqlQuoting() {}

    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String text(String value) {
        return value.indexOf('\\') < 0
                ? '\'' + value.replace("'", "''") + '\''
                : " E'" + value.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
