package io.holdfast.dump.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/**
 * In which language the server writes its messages in a session of the role. No cause depends on it; but a message that is kept with a run
 * is read by people and by search engines.
 */
public enum ServerMessageLanguage {
    /** The server's, the database's or the role's {@code lc_messages} is English. */
    ENGLISH,
    /** Another language, and the role may choose English. */
    SETTABLE,
    /** Another language, and only a superuser, or a role that was granted it, may set {@code lc_messages}. */
    FIXED;

    /** A locale that every server has. */
    public static final String ENGLISH_LOCALE = "C";

    private static final Set<String> PLAIN = Set.of("", "C", "POSIX");

    private static final String NOW = "select current_setting('lc_messages')";
    private static final String TRY = "select set_config('lc_messages', '" + ENGLISH_LOCALE + "', true)";

    /** Tries it for one statement: which roles may is another question in each version. */
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
