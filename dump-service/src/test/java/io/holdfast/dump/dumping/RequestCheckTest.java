package io.holdfast.dump.dumping;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Rejection;
import io.holdfast.events.RequestRef;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");
    private static final RequestRef REF = new RequestRef(URI.create("/ci"), "17");

    private final RememberedRequests books = new RememberedRequests();
    private final RequestCheck check = new RequestCheck(Set.of(new DatabaseId("app")), 2);

    @Test
    void a_good_request_is_accepted_as_full_where_it_names_no_kind() {
        Verdict verdict = judge(new BackupRequested("app", null, "before 4.2", NOW));

        assertThat(verdict)
                .isEqualTo(new Verdict.Accepted(new AcceptedRequest(
                        BackupId.ofRequest(REF.source(), "17", "app", "full"),
                        new DatabaseId("app"),
                        Kind.FULL,
                        REF,
                        "before 4.2",
                        NOW,
                        NOW)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "-Fp", "a b", "host=evil dbname=x", "postgres://evil/x", "ä", "a\nb"})
    void what_is_no_database_id_is_never_answered(String database) {
        assertThat(judge(new BackupRequested(database, null, null, null))).isInstanceOf(Verdict.Unanswerable.class);
    }

    @Test
    void ten_thousand_bytes_of_database_make_a_short_reason() {
        assertThat(judge(new BackupRequested("x".repeat(10_000), null, null, null)))
                .isInstanceOfSatisfying(
                        Verdict.Unanswerable.class,
                        not -> assertThat(not.reason()).hasSizeLessThan(250));
    }

    @Test
    void an_endless_id_is_not_carried_into_an_answer() {
        RequestRef endless = new RequestRef(URI.create("/ci"), "9".repeat(300));

        assertThat(check.judge(new BackupRequested("app", null, null, null), endless, NOW, books))
                .isInstanceOf(Verdict.Unanswerable.class);
    }

    @Test
    void an_unknown_database_is_refused() {
        assertThat(reason(new BackupRequested("other", null, null, null))).isEqualTo(Rejection.UNKNOWN_DATABASE);
    }

    @Test
    void an_unknown_kind_is_refused() {
        assertThat(reason(new BackupRequested("app", "FULL", null, null))).isEqualTo(Rejection.UNKNOWN_KIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "\u001b[31m"})
    void a_label_with_control_characters_is_refused(String label) {
        assertThat(reason(new BackupRequested("app", null, label, null))).isEqualTo(Rejection.INVALID);
    }

    @Test
    void a_label_that_is_too_long_is_refused() {
        assertThat(reason(new BackupRequested("app", null, "x".repeat(201), null)))
                .isEqualTo(Rejection.INVALID);
    }

    @Test
    void a_repeat_is_not_answered_again() {
        BackupId backup = books.remember(REF, "app", "full");

        assertThat(judge(new BackupRequested("app", "full", null, null))).isEqualTo(new Verdict.Repeated(backup));
    }

    @Test
    void the_same_id_for_another_kind_is_refused() {
        books.remember(REF, "app", "full");

        assertThat(reason(new BackupRequested("app", "schema_only", null, null)))
                .isEqualTo(Rejection.ID_REUSED);
    }

    @Test
    void a_full_queue_is_said_to_be_full() {
        books.open = 2;

        assertThat(reason(new BackupRequested("app", null, null, null))).isEqualTo(Rejection.QUEUE_FULL);
    }

    private Verdict judge(BackupRequested wanted) {
        return check.judge(wanted, REF, NOW, books);
    }

    private @Nullable Rejection reason(BackupRequested wanted) {
        return judge(wanted) instanceof Verdict.Refused refused ? refused.reason() : null;
    }

    private static final class RememberedRequests implements RequestCheck.Books {

        private final Map<BackupId, RequestRef> known = new HashMap<>();
        private int open;

        BackupId remember(RequestRef request, String database, String kind) {
            BackupId backup = BackupId.ofRequest(request.source(), request.id(), database, kind);
            known.put(backup, request);
            return backup;
        }

        @Override
        public boolean knows(BackupId backup) {
            return known.containsKey(backup);
        }

        @Override
        public boolean usedForAnother(RequestRef request, BackupId backup) {
            return known.entrySet().stream()
                    .anyMatch(entry ->
                            entry.getValue().equals(request) && !entry.getKey().equals(backup));
        }

        @Override
        public int open(DatabaseId database) {
            return open;
        }
    }
}
