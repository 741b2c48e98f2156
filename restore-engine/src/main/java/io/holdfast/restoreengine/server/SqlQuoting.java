package io.holdfast.restoreengine.server;

/** Names and texts as SQL wants them; none of them can be a parameter of the statements here. */
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
