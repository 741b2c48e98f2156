package io.holdfast.dump.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/**
 * The language of the server's messages in a session of the role. No diagnosis depends on it, but stored messages are easier to
 * understand and to search for in English.
 */
public enum ServerMessageLanguage {
    /** {@code lc_messages} is English. */
    ENGLISH,
    /** Another language. The role can set {@code lc_messages}. */
    SETTABLE,
    /** Another language. Only a superuser or a role with the privilege can set {@code lc_messages}. */
    FIXED;

    /** A locale that exists on every server. */
    public static final String ENGLISH_LOCALE = "C";

    private static final Set<String> PLAIN = Set.of("", "C", "POSIX");

    private static final String NOW = "select current_setting('lc_messages')";
    private static final String TRY = "select set_config('lc_messages', '" + ENGLISH_LOCALE + "', true)";

    /** Tries to set it for one statement, because the required privilege depends on the version. */
    static ServerMessageLanguage of(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(NOW)) {
            row.next();
            if (isEnglish(row.getString(1))) {
                return ENGLISH;
            }
        }
        try {
            statement.execute(TRY);
            return SETTABLE;
        } catch (SQLException e) {
            return FIXED;
        }
    }

    static boolean isEnglish(String locale) {
        return PLAIN.contains(locale)
                || locale.startsWith("C.")
                || locale.toLowerCase(Locale.ROOT).startsWith("en");
    }
}
