package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.TextOutputSettings;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The language of messages of a server with a German locale. */
@Timeout(900)
class ServerMessageLanguageIT {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final SourceFixture source = SourceFixture.german();

    @Test
    void start_german_server() throws SQLException {
        RequiredProgramCheck.assume(RequiredProgramCheck.GERMAN);

        try (java.sql.Connection session = source.server().connect("app");
                Statement statement = session.createStatement()) {
            assertThat(messageOf(statement)).contains("Relation").contains("existiert nicht");
        }
    }

    private static String messageOf(Statement statement) {
        try {
            statement.execute("select * from nothing");
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void a_role_with_the_privilege_sets_the_language_to_english() {
        RequiredProgramCheck.assume(RequiredProgramCheck.GERMAN);

        assertThat(messages(source.superuser("app"))).isEqualTo(ServerMessageLanguage.SETTABLE);
        assertThat(messages(source.role("reader", "app"))).isEqualTo(ServerMessageLanguage.FIXED);
        source.server().execute("postgres", "alter role reader set lc_messages to 'C'");
        try {
            assertThat(messages(source.role("reader", "app"))).isEqualTo(ServerMessageLanguage.ENGLISH);
        } finally {
            source.server().execute("postgres", "alter role reader reset lc_messages");
        }
    }

    @Test
    void pg_dump_prints_english_for_a_role_that_can_set_the_language() throws Exception {
        RequiredProgramCheck.assume(RequiredProgramCheck.GERMAN);
        source.database("gone", "create function once() returns int language sql as 'select 1'");
        source.server()
                .execute(
                        "gone",
                        "create table uses (id int default once())",
                        "delete from pg_proc where proname = 'once'");
        DatabaseConnection as = source.superuser("gone");

        FailedPgDumpProcess plain = source.failed(as, LONG, dump -> {});
        FailedPgDumpProcess english = source.failed(
                as.withSettings(TextOutputSettings.PINNED.with(
                        TextOutputSettings.LC_MESSAGES, ServerMessageLanguage.ENGLISH_LOCALE)),
                LONG,
                dump -> {});

        assertThat(english.ended().complaint().text()).contains("ERROR:").doesNotContain("FEHLER:");
        assertThat(plain.ended().complaint().text()).contains("FEHLER:");
    }

    private static ServerMessageLanguage messages(DatabaseConnection as) {
        return ((SourceInspectionResult.Seen) new SourceInspector().inspect(as))
                .facts()
                .messages();
    }
}
