package io.holdfast.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.cli.await.EventLogRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReleased;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceTest {

    private static final Instant MADE = QuarterOfEvents.BEGIN.plus(Duration.ofDays(95));
    private static final BackupId BACKUP = new BackupId(new UUID(1, 2));
    private static final DatabaseId APP = new DatabaseId("app");

    private static final List<EventLogRecord> SMALL = new RecordedLog()
            .tell(QuarterOfEvents.BEGIN.plusSeconds(1), new BackupHeld(BACKUP, APP, "anna@ops", "audit <2026> \u00fc"))
            .tell(QuarterOfEvents.BEGIN.plusSeconds(2), new BackupReleased(BACKUP, APP, "anna@ops", "done"))
            .tell(QuarterOfEvents.BEGIN.plusSeconds(3), new BackupHeld(BACKUP, APP, "bert@ops", "again"))
            .records();

    private static Evidence evidence(List<EventLogRecord> log) {
        CollectEvidenceEvents collectEvents = new CollectEvidenceEvents(QuarterOfEvents.BEGIN, MADE, null);
        log.forEach(collectEvents);
        return collectEvents.evidence(MADE, "anna@ops", List.of(), List.of());
    }

    private static EvidenceComparisonResult compared(Evidence file, List<EventLogRecord> log) {
        CollectEvidenceEvents collectEvents = new CollectEvidenceEvents(QuarterOfEvents.BEGIN, MADE, null);
        log.forEach(collectEvents);
        return new CompareEvidenceWithLog(file).with(collectEvents.extract());
    }

    private static JsonNode file(Evidence evidence) throws IOException {
        StringWriter out = new StringWriter();
        EvidenceJsonMapper.write(evidence, out);
        return CanonicalJson.read(out.toString());
    }

    /** Detects a change of the format, because later versions must be able to check the files that auditors have. */
    @Test
    void the_form_stays_as_it_is() throws Exception {
        JsonNode file = file(evidence(SMALL));

        assertThat(CanonicalJson.text(file.path("entries").path(0).path("event")))
                .isEqualTo("{\"data\":{\"backup\":\"00000000-0000-0001-0000-000000000002\",\"by\":\"anna@ops\","
                        + "\"database\":\"app\",\"reason\":\"audit <2026> \u00fc\"},"
                        + "\"datacontenttype\":\"application/json\",\"id\":\""
                        + file.path("entries").path(0).path("id").asText()
                        + "\",\"source\":\"/holdfast/test\",\"specversion\":\"1.0\",\"subject\":\"app\","
                        + "\"time\":\"2026-07-01T00:00:01Z\",\"type\":\"holdfast.backup.held.v1\"}");
        assertThat(file.path("head").asText())
                .isEqualTo("8fd4043d6fb2996a144d149d0373efeb9cdef0166fe7a7846157c7d8af35b50c");
        assertThat(file.fieldNames()).toIterable().containsExactly("about", "entries", "head", "summary");
    }

    @Test
    void what_was_written_is_whole() throws Exception {
        assertThat(new EvidenceConsistencyCheck(
                                file(evidence(QuarterOfEvents.told().records())))
                        .byItself())
                .isEmpty();
    }

    static Stream<Named<Consumer<ObjectNode>>> tampering() {
        return Stream.of(
                Named.of("an event removed", file -> entries(file).remove(1)),
                Named.of("the last event removed", file -> entries(file).remove(2)),
                Named.of(
                        "events in another order",
                        file -> entries(file).insert(0, entries(file).remove(1))),
                Named.of(
                        "an event altered",
                        file -> ((ObjectNode)
                                        entries(file).path(1).path("event").path("data"))
                                .put("by", "bert@ops")),
                Named.of("an event altered with its hash", EvidenceTest::alteredWithItsHash),
                Named.of(
                        "an entry's time altered",
                        file -> ((ObjectNode) entries(file).path(1)).put("time", "2026-07-02T00:00:00Z")),
                Named.of(
                        "another period",
                        file -> ((ObjectNode) file.path("about")).put("from", "2026-06-01T00:00:00Z")),
                Named.of(
                        "a table altered",
                        file -> ((ArrayNode) file.path("summary").path("holds")).remove(0)));
    }

    private static ArrayNode entries(JsonNode file) {
        return (ArrayNode) file.path("entries");
    }

    private static void alteredWithItsHash(ObjectNode file) {
        ObjectNode entry = (ObjectNode) entries(file).path(1);
        ((ObjectNode) entry.path("event").path("data")).put("reason", "nothing");
        entry.put("sha256", CanonicalJson.sha256(CanonicalJson.text(entry.path("event"))));
    }

    @ParameterizedTest
    @MethodSource("tampering")
    void tampering_is_noticed(Consumer<ObjectNode> tamper) throws Exception {
        ObjectNode file = (ObjectNode) file(evidence(SMALL));
        tamper.accept(file);

        List<String> flaws = new EvidenceConsistencyCheck(file).byItself();

        assertThat(flaws).isNotEmpty();
    }

    @Test
    void an_empty_log_is_evidence_of_nothing_and_whole() throws Exception {
        Evidence nothing = evidence(List.of());

        assertThat(nothing.entries()).isEmpty();
        assertThat(new EvidenceConsistencyCheck(file(nothing)).byItself()).isEmpty();
        assertThat(nothing.head()).hasSize(64);
    }

    @Test
    void a_recomputed_file_without_an_event_contradicts_the_log() throws Exception {
        List<EventLogRecord> without = new ArrayList<>(SMALL);
        without.remove(1);
        Evidence forged = evidence(without);

        assertThat(new EvidenceConsistencyCheck(file(forged)).byItself()).isEmpty();
        assertThat(compared(forged, SMALL).flaws()).singleElement().asString().contains("not in the file");
    }

    @Test
    void an_event_that_came_after_the_file_was_made_is_no_contradiction() {
        EvidenceComparisonResult compared = compared(evidence(SMALL), withLast(MADE));

        assertThat(compared.flaws()).isEmpty();
        assertThat(compared.gaps()).isEmpty();
    }

    @Test
    void an_event_of_the_minute_before_the_file_was_made_may_be_missing_by_the_clocks_alone() {
        EvidenceComparisonResult compared = compared(evidence(SMALL), withLast(MADE.minusSeconds(30)));

        assertThat(compared.flaws()).isEmpty();
        assertThat(compared.gaps()).singleElement().asString().contains("in the minute before");
    }

    @Test
    void an_event_that_the_broker_took_before_the_file_was_made_has_to_be_in_it() {
        assertThat(compared(evidence(SMALL), withLast(MADE.minusSeconds(61))).flaws())
                .hasSize(1);
    }

    private static List<EventLogRecord> withLast(Instant appended) {
        EventLogRecord last = new RecordedLog()
                .tell(QuarterOfEvents.BEGIN.plusSeconds(9), new BackupHeld(BACKUP, APP, "bert@ops", "late"))
                .records()
                .getFirst();
        List<EventLogRecord> log = new ArrayList<>(SMALL);
        log.add(new EventLogRecord(last.topic(), last.partition(), 3, appended, last.event()));
        return log;
    }

    @Test
    void an_event_that_the_log_does_not_know_is_noticed() {
        assertThat(compared(evidence(SMALL), SMALL.subList(0, 2)).flaws())
                .singleElement()
                .asString()
                .contains("not in the event log");
    }

    @Test
    void a_duplicate_counts_once_and_is_in_the_chain_twice() {
        EventLogRecord first = SMALL.getFirst();
        List<EventLogRecord> repeated = new ArrayList<>(SMALL);
        repeated.add(new EventLogRecord(first.topic(), first.partition(), 99, first.timestamp(), first.event()));

        Evidence evidence = evidence(repeated);

        assertThat(evidence.entries()).hasSize(4);
        assertThat(evidence.summary().decisions()).hasSize(3);
    }

    @Test
    void an_unreadable_record_is_kept_unchanged() throws Exception {
        List<EventLogRecord> odd =
                List.of(new EventLogRecord("backup-events", 0, 0, QuarterOfEvents.BEGIN, "{\"unreadable\":\"AAEC\"}"));

        Evidence evidence = evidence(odd);

        assertThat(evidence.entries()).hasSize(1);
        assertThat(new EvidenceConsistencyCheck(file(evidence)).byItself()).isEmpty();
    }

    @Test
    void a_quarter_is_summarized_in_tables() {
        EvidenceSummary summary = evidence(QuarterOfEvents.told().records()).summary();

        assertThat(summary.slots()).hasSize(184);
        assertThat(summary.slots().stream().filter(slot -> slot.state().equals("missed")))
                .hasSize(3);
        assertThat(summary.slots().stream().filter(slot -> slot.state().equals("late")))
                .hasSize(2);
        assertThat(summary.backups()).hasSize(184);
        assertThat(summary.drills().stream()
                        .map(EvidenceSummary.DrillRow::outcome)
                        .distinct())
                .containsExactlyInAnyOrder("completed", "failed", "impossible");
        assertThat(summary.restores()).singleElement().satisfies(restore -> {
            assertThat(restore.approvedBy()).isEqualTo("anna@ops-1");
            assertThat(restore.outcome()).isEqualTo("completed");
        });
        assertThat(summary.holds())
                .hasSize(2)
                .allSatisfy(hold -> assertThat(hold.releasedBy()).isEqualTo("bert@ops-1"));
        assertThat(summary.deletions()).isNotEmpty();
    }

    @Test
    void slots_of_the_scheduler_complete_those_of_the_events() {
        EvidenceScheduledSlot passedOver = new EvidenceScheduledSlot(
                "app", "full", QuarterOfEvents.BEGIN.plusSeconds(60), "passed_over", null, "a newer one ran");
        EvidenceScheduledSlot outside =
                new EvidenceScheduledSlot("app", "full", QuarterOfEvents.BEGIN.minusSeconds(60), "met", null, null);
        CollectEvidenceEvents collectEvents = new CollectEvidenceEvents(QuarterOfEvents.BEGIN, MADE, null);

        Evidence evidence = collectEvents.evidence(MADE, "anna", List.of(passedOver, outside), List.of());

        assertThat(evidence.summary().slots()).containsExactly(passedOver);
    }
}
