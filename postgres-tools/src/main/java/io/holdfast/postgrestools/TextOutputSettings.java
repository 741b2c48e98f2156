package io.holdfast.postgrestools;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Session settings that affect the text format of values. A server, a database and a role can set each of them, and pg_dump sets only some.
 * So a dump uses {@link #PINNED}, and a program that later reads the rows uses the same settings.
 *
 * @param values by PostgreSQL's names of the settings; unknown names and values with unusual characters are omitted
 */
public record TextOutputSettings(Map<String, String> values) {

    public static final String BYTEA_OUTPUT = "bytea_output";
    public static final String LC_MONETARY = "lc_monetary";
    public static final String TIME_ZONE = "TimeZone";

    /** Whether NULL in the text of an array means a null value. It does not affect output. */
    public static final String ARRAY_NULLS = "array_nulls";

    /**
     * The language of the server's messages. It does not affect the text of values, and is never recorded: it makes a program's output
     * readable for more people. Only a superuser, or a role with a grant, may set it.
     */
    public static final String LC_MESSAGES = "lc_messages";

    private static final Set<String> KNOWN = Set.of(
            BYTEA_OUTPUT,
            "DateStyle",
            "IntervalStyle",
            "extra_float_digits",
            "xmlbinary",
            LC_MONETARY,
            TIME_ZONE,
            ARRAY_NULLS,
            LC_MESSAGES);

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.@+/:, -]{1,100}");

    /** pg_dump's own values for the settings that it sets; every server has the locale {@code C}. */
    public static final TextOutputSettings PINNED = new TextOutputSettings(Map.of(
            BYTEA_OUTPUT,
            "hex",
            "DateStyle",
            "ISO",
            "IntervalStyle",
            "postgres",
            "extra_float_digits",
            "3",
            "xmlbinary",
            "base64",
            LC_MONETARY,
            "C",
            TIME_ZONE,
            DatabaseConnection.TIME_ZONE));

    /** The settings of the server, the database and the role. */
    public static final TextOutputSettings NONE = new TextOutputSettings(Map.of());

    /** The driver sets the others itself, which would hide that an option had no effect. */
    private static final String SET_BY_THE_CLIENT =
            "select count(*) from pg_catalog.pg_settings where source = 'client'"
                    + " and name in ('bytea_output', 'IntervalStyle', 'xmlbinary', 'lc_monetary')";

    private static final int ASKED = 4;

    public TextOutputSettings {
        TreeMap<String, String> known = new TreeMap<>(values);
        known.entrySet()
                .removeIf(entry -> !KNOWN.contains(entry.getKey())
                        || !VALUE.matcher(entry.getValue()).matches());
        values = Map.copyOf(known);
    }

    /** The same settings with this value added or replaced. */
    public TextOutputSettings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new TextOutputSettings(more);
    }

    /** Only this setting; empty if it is not set. */
    public TextOutputSettings only(String name) {
        return new TextOutputSettings(Optional.ofNullable(values.get(name))
                .map(value -> Map.of(name, value))
                .orElse(Map.of()));
    }

    /** Start-up options in libpq's format; empty without settings. */
    String options() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry ->
                                "-c " + entry.getKey() + "=" + entry.getValue().replace(" ", "\\ "))
                        .collect(Collectors.joining(" "));
    }

    /**
     * Applies the settings to an open session.
     *
     * @param local only until the end of the transaction
     * @throws SQLException also if the server does not support a value, such as a locale of another machine (SQLSTATE 22023)
     */
    public void apply(java.sql.Connection session, boolean local) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("select pg_catalog.set_config(?, ?, ?)")) {
            for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
                statement.setString(1, entry.getKey());
                statement.setString(2, entry.getValue());
                statement.setBoolean(3, local);
                statement.execute();
            }
        }
    }

    /**
     * Whether start-up options with {@link #PINNED} have an effect. A pooler may refuse or ignore them, and pg_dump has no other way to
     * apply the settings that it does not set itself.
     *
     * @param session opened {@link DatabaseConnection#withSettings with} these settings
     */
    public static boolean areInForce(java.sql.Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(SET_BY_THE_CLIENT);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getInt(1) == ASKED;
        }
    }

    /** Like {@link #areInForce}, in a session of its own. */
    public static boolean areTaken(DatabaseConnection by, Duration answer) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(by.withSettings(PINNED), answer)) {
            return areInForce(session);
        }
    }
}
