package io.holdfast.dump.dumping;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.RequestRef;
import io.holdfast.events.ServiceBackupRequested;
import io.holdfast.events.Topic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupRequestValidatorTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");
    private static final RequestRef REF = new RequestRef(URI.create("/ci"), "17");
    private static final RequestRef SCHEDULER = new RequestRef(URI.create("/holdfast/scheduler"), "slot-17");
    private static final UUID PLACE = new UUID(1, 2);

    private final RememberedRequests books = new RememberedRequests();
    private final BackupRequestValidator check =
            new BackupRequestValidator(Set.of(new DatabaseId("app")), new QueueLimits(3, 2, 2, Duration.ofMinutes(1)));

    @Test
    void a_valid_request_without_a_kind_is_accepted_as_full() {
        DumpRequestDecision verdict = judge(new BackupRequested("app", null, "before 4.2", NOW));

        assertThat(verdict)
                .isEqualTo(new DumpRequestDecision.Accepted(new ValidatedBackupRequest(
                        BackupId.ofRequest(REF.source(), "17", "app", "full"),
                        new DatabaseId("app"),
                        BackupKind.FULL,
                        REF,
                        "before 4.2",
                        null,
                        NOW)));
    }

    @Test
    void only_a_service_requests_a_backup_for_a_slot() {
        DumpRequestDecision verdict = ofService(SCHEDULER, new ServiceBackupRequested("app", "full", null, NOW));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        DumpRequestDecision.Accepted.class,
                        accepted -> assertThat(accepted.request().slot()).isEqualTo(NOW));
    }

    @Test
    void the_source_of_a_service_is_refused_on_the_public_topic_with_an_anonymous_reply() {
        BackupRequested forged = new BackupRequested("app", "full", null, null);

        DumpRequestDecision verdict = judge(SCHEDULER, forged);

        assertThat(verdict).isInstanceOfSatisfying(DumpRequestDecision.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectionReason.SOURCE_RESERVED);
            assertThat(refused.message()).contains("/holdfast/scheduler", "slot-17");
            assertThat(refused.request())
                    .isEqualTo(new RequestRef(URI.create("/kafka/backup-requests"), PLACE.toString()));
            assertThat(refused.backup())
                    .isNotEqualTo(BackupId.ofRequest(SCHEDULER.source(), SCHEDULER.id(), "app", "full"));
        });
    }

    /** The previous release accepted the request. The topic is read again with an empty catalog. */
    @Test
    void a_request_accepted_on_the_former_topic_is_a_duplicate() {
        BackupId backup = books.remember(SCHEDULER, "app", "full");

        assertThat(judge(SCHEDULER, new BackupRequested("app", "full", null, null)))
                .isEqualTo(new DumpRequestDecision.Repeated(backup));
    }

    @Test
    void another_source_is_refused_on_the_topic_of_services() {
        assertThat(ofService(REF, new ServiceBackupRequested("app", "full", null, null)))
                .isInstanceOfSatisfying(
                        DumpRequestDecision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.SOURCE_RESERVED));
    }

    @Test
    void a_record_with_a_published_refusal_is_not_answered_again() {
        books.refused.add(PLACE);

        assertThat(judge(new BackupRequested("app", null, null, null)))
                .isInstanceOf(DumpRequestDecision.Repeated.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "-Fp", "a b", "host=evil dbname=x", "postgres://evil/x", "ä", "a\nb"})
    void an_invalid_database_id_gets_no_reply(String database) {
        assertThat(judge(new BackupRequested(database, null, null, null)))
                .isInstanceOf(DumpRequestDecision.Unanswerable.class);
    }

    @Test
    void a_database_id_of_ten_thousand_bytes_is_shortened_in_the_reason() {
        assertThat(judge(new BackupRequested("x".repeat(10_000), null, null, null)))
                .isInstanceOfSatisfying(
                        DumpRequestDecision.Unanswerable.class,
                        unanswerable -> assertThat(unanswerable.reason()).hasSizeLessThan(250));
    }

    @Test
    void an_overlong_id_is_not_copied_into_a_reply() {
        RequestRef endless = new RequestRef(URI.create("/ci"), "9".repeat(300));

        assertThat(judge(endless, new BackupRequested("app", null, null, null)))
                .isInstanceOf(DumpRequestDecision.Unanswerable.class);
    }

    @Test
    void an_unknown_database_is_refused() {
        assertThat(reason(new BackupRequested("other", null, null, null))).isEqualTo(RejectionReason.UNKNOWN_DATABASE);
    }

    @Test
    void an_unknown_kind_is_refused() {
        assertThat(reason(new BackupRequested("app", "FULL", null, null))).isEqualTo(RejectionReason.UNKNOWN_KIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "\u001b[31m"})
    void a_label_with_control_characters_is_refused(String label) {
        assertThat(reason(new BackupRequested("app", null, label, null))).isEqualTo(RejectionReason.INVALID);
    }

    @Test
    void a_label_that_is_too_long_is_refused() {
        assertThat(reason(new BackupRequested("app", null, "x".repeat(201), null)))
                .isEqualTo(RejectionReason.INVALID);
    }

    @Test
    void a_duplicate_is_not_answered_again() {
        BackupId backup = books.remember(REF, "app", "full");

        assertThat(judge(new BackupRequested("app", "full", null, null)))
                .isEqualTo(new DumpRequestDecision.Repeated(backup));
    }

    @Test
    void the_same_id_for_another_kind_is_refused() {
        books.remember(REF, "app", "full");

        assertThat(reason(new BackupRequested("app", "schema_only", null, null)))
                .isEqualTo(RejectionReason.ID_REUSED);
    }

    @Test
    void a_full_queue_is_reported() {
        books.openOfOthers = 3;

        assertThat(reason(new BackupRequested("app", null, null, null))).isEqualTo(RejectionReason.QUEUE_FULL);
    }

    @Test
    void a_service_can_use_its_own_limit_if_the_queue_is_full() {
        books.openOfOthers = 3;

        assertThat(ofService(SCHEDULER, new ServiceBackupRequested("app", "full", null, NOW)))
                .isInstanceOf(DumpRequestDecision.Accepted.class);
    }

    @Test
    void a_service_cannot_exceed_its_limit() {
        books.openOfServices = 2;

        assertThat(ofService(SCHEDULER, new ServiceBackupRequested("app", "full", null, NOW)))
                .isInstanceOfSatisfying(
                        DumpRequestDecision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.QUEUE_FULL));
        assertThat(judge(new BackupRequested("app", null, null, null)))
                .isInstanceOf(DumpRequestDecision.Accepted.class);
    }

    @Test
    void one_source_cannot_exceed_its_limit() {
        books.openOfSource = 2;

        assertThat(reason(new BackupRequested("app", null, null, null))).isEqualTo(RejectionReason.SOURCE_LIMIT);
    }

    @Test
    void a_source_that_went_over_its_limit_is_refused_until_its_pause_ends() {
        books.pausedUntil = NOW.plusMillis(1);
        assertThat(reason(new BackupRequested("app", null, null, null))).isEqualTo(RejectionReason.SOURCE_PAUSED);

        books.pausedUntil = NOW;
        assertThat(judge(new BackupRequested("app", null, null, null)))
                .isInstanceOf(DumpRequestDecision.Accepted.class);
    }

    private DumpRequestDecision judge(BackupRequested wanted) {
        return judge(REF, wanted);
    }

    private DumpRequestDecision judge(RequestRef ref, BackupRequested wanted) {
        return check.judge(new ReceivedBackupRequest(wanted, ref, Topic.BACKUP_REQUESTS, PLACE), NOW, books);
    }

    private DumpRequestDecision ofService(RequestRef ref, ServiceBackupRequested wanted) {
        return check.judge(new ReceivedBackupRequest(wanted, ref, Topic.SERVICE_REQUESTS, PLACE), NOW, books);
    }

    private @Nullable RejectionReason reason(BackupRequested wanted) {
        return judge(wanted) instanceof DumpRequestDecision.Refused refused ? refused.reason() : null;
    }

    private static final class RememberedRequests implements BackupRequestValidator.KnownRequests {

        private final Map<BackupId, RequestRef> known = new HashMap<>();
        private final Set<UUID> refused = new HashSet<>();
        private int openOfOthers;
        private int openOfServices;
        private int openOfSource;
        private @Nullable Instant pausedUntil;

        BackupId remember(RequestRef request, String database, String kind) {
            BackupId backup = BackupId.ofRequest(request.source(), request.id(), database, kind);
            known.put(backup, request);
            return backup;
        }

        @Override
        public boolean contains(BackupId backup) {
            return known.containsKey(backup);
        }

        @Override
        public boolean usedForAnother(RequestRef request, BackupId backup) {
            return known.entrySet().stream()
                    .anyMatch(entry ->
                            entry.getValue().equals(request) && !entry.getKey().equals(backup));
        }

        @Override
        public boolean isRefused(UUID place) {
            return refused.contains(place);
        }

        @Override
        public int open(DatabaseId database, boolean ofServices) {
            return ofServices ? openOfServices : openOfOthers;
        }

        @Override
        public int openOf(DatabaseId database, URI source) {
            return openOfSource;
        }

        @Override
        public Optional<Instant> pausedUntil(DatabaseId database, URI source) {
            return Optional.ofNullable(pausedUntil);
        }
    }
}
