package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.evidence.QuarterOfEvents;
import io.holdfast.events.codec.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandTest {

    private final TypedCommand holdfast = new TypedCommand();

    @TempDir
    Path folder;

    @BeforeEach
    void a_quarter_has_passed() {
        holdfast.clock.advance(
                Duration.between(holdfast.clock.instant(), QuarterOfEvents.BEGIN.plus(Duration.ofDays(92))));
        holdfast.log.lying.addAll(QuarterOfEvents.told().records());
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void it_is_written_as_json_and_html_and_is_intact() {
        int exit = holdfast.run("evidence", "--from", "2026-07-01", "--to", "2026-10-01", "--out", out("q3"));

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains("q3.json", "q3.html", "head", "slots are derived from events");
        assertThat(holdfast.run("evidence", "--check", out("q3.json"))).isZero();
        assertThat(holdfast.out()).contains("intact", "compared with the event log");
    }

    @Test
    void an_ending_says_which_of_the_two_is_wanted() {
        holdfast.run("evidence", "--out", out("only.json"));

        assertThat(folder).isDirectoryContaining("glob:**only.json").isDirectoryNotContaining("glob:**.html");
    }

    @Test
    void only_one_databases_events_are_taken_where_one_is_named() throws Exception {
        holdfast.run("evidence", "--database", "billing", "--out", out("b.json"));

        JsonNode file = Json.mapper().readTree(folder.resolve("b.json").toFile());
        assertThat(file.path("entries").findValuesAsText("subject"))
                .isNotEmpty()
                .containsOnly("billing");
    }

    @Test
    void evidence_is_not_written_over() {
        holdfast.run("evidence", "--out", out("q3"));

        int exit = holdfast.run("evidence", "--out", out("q3"));

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("already exists");
    }

    @Test
    void an_altered_file_has_its_own_exit_code() throws Exception {
        holdfast.run("evidence", "--out", out("q3.json"));
        Path file = folder.resolve("q3.json");
        Files.writeString(file, Files.readString(file).replace("the migration is well", "the migration is gone"));

        int exit = holdfast.run("evidence", "--check", file.toString());

        assertThat(exit).isEqualTo(15);
        assertThat(holdfast.out()).contains("CHANGED", "does not match its SHA-256");
    }

    @Test
    void an_event_that_vanished_from_the_log_is_noticed() {
        holdfast.run("evidence", "--out", out("q3.json"));
        holdfast.log.lying.remove(7);

        int exit = holdfast.run("evidence", "--check", out("q3.json"), "--json");

        assertThat(exit).isEqualTo(15);
        assertThat(holdfast.out()).contains("not in the event log");
    }

    @Test
    void another_head_than_the_one_that_was_written_down_is_noticed() {
        holdfast.run("evidence", "--out", out("q3.json"));

        int exit = holdfast.run("evidence", "--check", out("q3.json"), "--head", "0".repeat(64));

        assertThat(exit).isEqualTo(15);
        assertThat(holdfast.out()).contains("differs from the value of --head");
    }

    @Test
    void without_a_file_nothing_is_done() {
        int exit = holdfast.run("evidence");

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("--out FILE", "--check FILE");
    }
}
