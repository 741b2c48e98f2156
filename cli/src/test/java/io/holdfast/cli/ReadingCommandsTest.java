package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.codec.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingCommandsTest {

    private static final String RUN = "0b0e9f57-96a7-4b4a-9a53-2a2d6a3c9f01";
    private static final String ONE = "6af608e2-5a71-58a0-8e6e-35da605cf2d3";
    private static final String TWO = "6af60000-5a71-58a0-8e6e-35da605cf2d3";

    private final TypedCommand holdfast = new TypedCommand();
    private final FakeServices services = new FakeServices();

    @BeforeEach
    void services_are_known() {
        for (String service : List.of("SCHEDULER", "DUMP", "VERIFY", "RETENTION", "RESTORE", "NOTIFY")) {
            holdfast.environment.put("HOLDFAST_" + service + "_URL", services.url());
        }
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private void two_backups_are_listed() {
        services.answer("/backups", """
            [{"backup": "%s", "database": "app", "kind": "full", "state": "verified", "level": "L2", "bytes": 12345678,
              "startedAt": "2026-05-18T02:00:00.123Z", "artifact": "%s", "held": {"by": "anna", "reason": "audit"}},
             {"backup": "%s", "database": "app", "kind": "full", "state": "failed", "held": null, "bytes": null,
              "label": "evil \\u001b[2J"}]\
            """.formatted(ONE, BackupEvents.ARTIFACT, TWO));
    }

    @Test
    void the_list_is_a_table_in_the_services_order() {
        two_backups_are_listed();

        int exit = holdfast.run("list", "--database", "app", "--kind", "full", "-n", "5");

        assertThat(exit).isZero();
        assertThat(holdfast.out().lines().toList().get(1))
                .contains(
                        "6af608e2", "app", "full", "verified", "L2", "2026-05-18T02:00:00Z", "12.3 MB", "held by anna");
        assertThat(holdfast.out()).doesNotContain("\u001b");
        assertThat(services.asked).containsExactly("/backups?database=app&kind=full&limit=5");
    }

    @Test
    void the_list_as_json_is_the_response_of_the_service() throws Exception {
        two_backups_are_listed();

        holdfast.run("--output", "json", "list");

        assertThat(Json.mapper()
                        .readTree(holdfast.out())
                        .get(0)
                        .path("held")
                        .path("reason")
                        .asText())
                .isEqualTo("audit");
    }

    @Test
    void an_ambiguous_beginning_of_an_id_is_not_guessed() {
        two_backups_are_listed();

        int exit = holdfast.run("show", "6af6");

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("matches 2 backups", ONE, TWO);
    }

    @Test
    void a_backup_is_shown_with_its_history() {
        two_backups_are_listed();
        services.answer("/backups/" + ONE, """
            {"backup": "%s", "database": "app", "kind": "full", "state": "verified", "bytes": 1,
             "history": [{"type": "holdfast.backup.started.v1", "time": "2026-05-18T02:00:00.5Z", "data":
               {"backup": "%s", "database": "app", "kind": "full", "attempt": 1, "artifact": "x.dump"}}]}\
            """.formatted(ONE, ONE));

        int exit = holdfast.run("show", "6af608e2");

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains(ONE, "verified", "2026-05-18T02:00:00Z  started, attempt 1, x.dump");
    }

    @Test
    void the_messages_of_a_restores_programs_are_shown_with_their_lines() {
        services.answer(
                "/restores/" + RUN,
                "{\"restore\": {}, \"words\": \"pg_restore: error: first\\nDETAIL:  Key (id)=(1) \\u001b[2J\"}");

        int exit = holdfast.run("show", RUN, "--log");

        assertThat(exit).isZero();
        assertThat(holdfast.out().lines()).containsExactly("pg_restore: error: first", "DETAIL:  Key (id)=(1) ?[2J");
    }

    @Test
    void the_messages_of_a_drill_are_shown_by_its_id() {
        services.answer("/drills/" + RUN, "{\"drill\": {}, \"page\": \"pg_restore: error: of a drill\"}");

        int exit = holdfast.run("show", RUN, "--log");

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains("of a drill");
    }

    @Test
    void the_messages_of_a_backups_last_drill_are_shown_by_the_backup() {
        two_backups_are_listed();
        services.answer("/backups/" + ONE, """
            {"backup": "%s", "database": "app", "kind": "full", "state": "suspected", "bytes": 1,
             "history": [{"type": "holdfast.drill.failed.v1", "time": "2026-05-18T02:00:00.5Z", "data":
               {"backup": "%s", "database": "app", "drill": "%s", "findings": []}}]}\
            """.formatted(ONE, ONE, RUN));
        services.answer("/drills/" + RUN, "{\"drill\": {}, \"page\": \"pg_restore: error: of its drill\"}");

        int exit = holdfast.run("show", "6af608e2", "--log");

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains("of its drill");
    }

    @Test
    void the_messages_of_a_failed_backups_last_attempt_are_shown_by_the_backup() {
        two_backups_are_listed();
        services.answer("/backups/" + ONE, """
            {"backup": "%s", "database": "app", "kind": "full", "state": "failed", "failure": "unrecognised",
             "history": []}\
            """.formatted(ONE));
        services.answer(
                "/runs/" + ONE,
                "{\"run\": {}, \"complaint\": \"pg_dump: error: of this run\\nDETAIL:  Key (id)=(1)\"}");

        int exit = holdfast.run("show", "6af608e2", "--log");

        assertThat(exit).isZero();
        assertThat(holdfast.out().lines()).containsExactly("pg_dump: error: of this run", "DETAIL:  Key (id)=(1)");
    }

    @Test
    void an_id_of_no_restore_or_drill_is_named() {
        int exit = holdfast.run("show", RUN, "--log");

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains(RUN);
    }

    @Test
    void a_plan_shows_what_goes_when_and_why() {
        services.answer("/plan", """
            {"plan": "%1$s", "at": "2026-05-18T04:00:00Z", "withheld": true,
             "plans": [{"database": "app", "plan": "%1$s", "withheld": true, "stored": 40, "expiring": 20}],
             "entries": [
              {"backup": "%2$s", "database": "app", "kind": "full", "artifact": "%3$s", "bytes": 5, "action": "expire",
               "reason": "older than 30 days", "goesAt": "2026-05-18T04:00:00Z"}]}\
            """.formatted(UUID.randomUUID(), ONE, BackupEvents.ARTIFACT));

        int exit = holdfast.run("plan");

        assertThat(exit).isZero();
        assertThat(holdfast.out())
                .contains("expire", BackupEvents.ARTIFACT, "older than 30 days", "20 to delete", "holdfast approve");
    }

    @Test
    void a_plan_shows_every_copy_within_a_hundred_columns() {
        services.answer("/plan", """
            {"plan": "%1$s", "at": "2026-05-18T04:00:00Z", "withheld": false,
             "plans": [{"database": "app", "plan": "%1$s", "withheld": false, "stored": 40, "expiring": 0, "copies": 1,
                        "policy": "kept 30 days", "remark": null}],
             "entries": [
              {"backup": "%2$s", "database": "app", "kind": "full", "artifact": "%3$s", "bytes": 5000000,
               "tiers": ["weekly", "monthly"], "action": "keep", "reason": "monthly, kept 12 months",
               "copies": [
                {"destination": "local", "action": "expire", "goesAt": "2026-05-18T02:00:00Z",
                 "reason": "kept here for 30 days; monthly, and verified off the host"},
                {"destination": "offsite", "action": "keep", "goesAt": "2027-04-18T02:00:00Z",
                 "reason": "monthly, kept 12 months", "storageClass": "GLACIER",
                 "lockedUntil": "2027-04-18T02:00:00Z"}]}]}\
            """.formatted(UUID.randomUUID(), ONE, BackupEvents.ARTIFACT));

        holdfast.run("plan");

        assertThat(holdfast.out().lines())
                .contains(
                        "6af608e2  " + BackupEvents.ARTIFACT + "  5.00 MB  weekly, monthly",
                        "  expire  local    2026-05-18  kept here for 30 days; monthly, and verified off the host",
                        "  keep    offsite  2027-04-18  monthly, kept 12 months, in GLACIER, locked until 2027-04-18")
                .filteredOn(line -> line.startsWith("  ") || line.startsWith("6af"))
                .allMatch(line -> line.length() <= 100);
        assertThat(holdfast.out()).contains("0 to delete (1 copy)", "kept 30 days");
    }

    @Test
    void a_rejected_query_is_reported_with_the_message_of_the_service() {
        services.refuse("/backups", "'cheerful' is not a state of a backup");

        int exit = holdfast.run("list", "--state", "cheerful");

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("'cheerful' is not a state of a backup");
    }

    @Test
    void a_failed_check_fails_the_doctor_and_comes_with_a_hint() {
        services.answer("/doctor", """
            [{"name": "broker", "verdict": "OK", "message": "answers", "hint": ""},
             {"name": "disk", "verdict": "FAIL", "message": "full", "hint": "make room"}]\
            """);

        int exit = holdfast.run("doctor");

        assertThat(exit).isEqualTo(1);
        assertThat(holdfast.out()).contains("dump, disk: full", "hint: make room", "12 checks, 6 failed");
    }

    @Test
    void one_service_that_is_away_does_not_hide_the_others() {
        services.answer(
                "/doctor", "[{\"name\": \"broker\", \"verdict\": \"OK\", \"message\": \"answers\", \"hint\": \"\"}]");
        holdfast.environment.put("HOLDFAST_DUMP_URL", "http://127.0.0.1:1");

        int exit = holdfast.run("doctor");

        assertThat(exit).isEqualTo(10);
        assertThat(holdfast.out()).contains("dump-service is not reachable", "verify, broker: answers");
    }

    @Test
    void events_of_the_past_are_shown_in_order_of_time() {
        BackupEvents backupEvents = BackupEvents.of(BackupId.parse(ONE));
        Instant now = holdfast.clock.instant();
        holdfast.log.contains(now.minusSeconds(10), backupEvents.verified());
        holdfast.log.contains(now.minusSeconds(20), backupEvents.completed());
        holdfast.log.contains(now.minusSeconds(200_000), backupEvents.started());

        int exit = holdfast.run("events");

        assertThat(exit).isZero();
        assertThat(holdfast.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("completed", BackupEvents.ARTIFACT),
                        second -> assertThat(second).contains("verified to level L2"));
    }

    @Test
    void events_as_json_are_one_cloudevent_a_line() throws Exception {
        holdfast.log.contains(
                holdfast.clock.instant(), BackupEvents.of(BackupId.parse(ONE)).verified());

        holdfast.run("events", "--from", "beginning", "--output", "json");

        assertThat(Json.mapper()
                        .readTree(holdfast.out().lines().findFirst().orElseThrow())
                        .path("type")
                        .asText())
                .isEqualTo("holdfast.backup.verified.v1");
    }

    @Test
    void a_service_that_is_not_reachable_is_reported_in_one_sentence() {
        holdfast.environment.put("HOLDFAST_RETENTION_URL", "http://127.0.0.1:1");

        int exit = holdfast.run("list");

        assertThat(exit).isEqualTo(10);
        assertThat(holdfast.err().lines())
                .satisfiesExactly(
                        message -> assertThat(message).contains("retention-service is not reachable"),
                        hint -> assertThat(hint).contains("hint:", "holdfast status"));
    }
}
