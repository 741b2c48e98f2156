package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.dump.dumping.RetryPolicy;
import io.holdfast.dump.dumping.RunRetryDecision;
import io.holdfast.events.FailureReason;
import io.holdfast.localstack.SourceCheckoutLocator;
import io.holdfast.postgrestools.SessionFailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of causes in docs/operations.md is generated from the code. */
class CausesTableTest {

    private static final Path PAGE = SourceCheckoutLocator.find().root().resolve("docs/operations.md");
    private static final String BEGIN = "<!-- causes of failed backups -->\n";
    private static final String END = "<!-- end of causes -->";
    private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(15));

    @BeforeAll
    static void write_when_asked() throws IOException {
        if ("write".equals(System.getProperty("holdfast.documents"))) {
            String page = Files.readString(PAGE);
            int begin = page.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(page.indexOf(END)));
        }
    }

    @Test
    void the_operations_page_lists_every_cause_with_its_message() throws IOException {
        assertThat(Files.readString(PAGE))
                .as("Regenerate it with: mvn -q -pl dump-service -am test -Dtest=CausesTableTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dholdfast.documents=write")
                .contains(BEGIN + table() + END);
    }

    @Test
    void every_failure_reason_has_a_row_in_the_table_of_failures() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(FailureReason.values())
                .allSatisfy(failure -> assertThat(page).contains("\n| `" + word(failure) + "` | "));
    }

    private static String table() {
        Stream<String> sessions = Arrays.stream(SessionFailureCause.values())
                .map(cause -> row(
                        cause.name(),
                        DumpFailure.failureReason(cause),
                        cause.recognisedBy(),
                        cause.message() + ". " + cause.hint()));
        Stream<String> dumps = Arrays.stream(DumpFailureCause.values())
                .map(cause -> row(
                        cause.name(), cause.failure(), cause.recognisedBy(), cause.message() + ". " + cause.hint()));
        return head("A session of Holdfast is refused, or one of its statements fails")
                + sessions.collect(Collectors.joining())
                + "\n"
                + head("pg_dump failed, and the server accepts a new session")
                + dumps.collect(Collectors.joining());
    }

    private static String head(String cause) {
        return "| " + cause + " | `failure` | Detected by | Attempts | Message |\n|---|---|---|---|---|\n";
    }

    private static String row(String cause, FailureReason failure, String recognisedBy, String text) {
        return "| " + cause.toLowerCase(Locale.ROOT).replace('_', ' ') + " | `" + word(failure) + "` | " + recognisedBy
                + " | " + tried(failure) + " | " + text + " |\n";
    }

    private static String word(FailureReason failure) {
        return failure.name().toLowerCase(Locale.ROOT);
    }

    private static String tried(FailureReason failure) {
        int most = IntStream.iterate(1, failures -> failures + 1)
                .filter(failures -> POLICY.after(failure, failures, failures) instanceof RunRetryDecision.GiveUp)
                .findFirst()
                .orElseThrow();
        return most == 1 ? "once" : most + " times";
    }
}
