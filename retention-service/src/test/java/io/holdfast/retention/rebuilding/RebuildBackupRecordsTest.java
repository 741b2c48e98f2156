package io.holdfast.retention.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.CopyArchived;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.copying.MemoryCopyRepository;
import io.holdfast.retention.expiring.BackupEventProjection;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.metadata.BackupMetadata;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RebuildBackupRecordsTest {

    private static final DatabaseId APP = new DatabaseId("app");
    private static final BackupId BACKUP = new BackupId(new UUID(0, 1));
    private static final Instant TAKEN = Instant.parse("2026-05-18T02:00:00Z");
    private static final Instant VERIFIED = Instant.parse("2026-05-18T03:00:00Z");
    private static final RequestRef REQUEST = new RequestRef(URI.create("/tests"), "rebuild");

    /** The original records. */
    private final Telling before = new Telling();

    /** The empty records. */
    private final Telling after = new Telling();

    private final List<ArtifactAtDestination> lying = new ArrayList<>();
    private final RebuildBackupRecords rebuilding = new RebuildBackupRecords(
            new Shelf(),
            after.repository,
            after,
            after.repository,
            Clock.fixed(VERIFIED.plusSeconds(9), ZoneOffset.UTC));

    @Test
    void a_verified_backup_is_rebuilt_with_its_level_its_tiers_and_its_hold() {
        lived(
                new BackupVerified(
                        BACKUP,
                        APP,
                        BackupKind.FULL,
                        new UUID(2, 2),
                        VerificationLevel.L2,
                        refs("local", "vault"),
                        List.of()),
                new BackupPromoted(BACKUP, APP, "weekly", VERIFIED.plus(Duration.ofDays(91))),
                new BackupHeld(BACKUP, APP, "jo", "audit"));

        CatalogueRebuilt answer = rebuilding.run(APP, REQUEST);

        assertThat(answer).isEqualTo(new CatalogueRebuilt(APP, REQUEST, 1, 1, 0, List.of()));
        assertThat(after.record()).isEqualTo(before.record());
    }

    @Test
    void an_accepted_suspicion_is_rebuilt_with_its_reason() {
        lived(
                new BackupSuspected(
                        BACKUP,
                        APP,
                        BackupKind.FULL,
                        new UUID(2, 2),
                        VerificationLevel.L2,
                        List.of(new Finding("size_below_tenth", "9 %"))),
                new SuspicionAccepted(BACKUP, APP, "jo", "we deleted much"));

        rebuilding.run(APP, REQUEST);

        assertThat(after.record().state()).isEqualTo(BackupState.VERIFIED);
        assertThat(after.record().trust()).isEqualTo(before.record().trust());
    }

    @Test
    void a_suspicion_that_was_not_accepted_is_rebuilt() {
        lived(new BackupSuspected(BACKUP, APP, BackupKind.FULL, new UUID(2, 2), VerificationLevel.L1, List.of()));

        rebuilding.run(APP, REQUEST);

        assertThat(after.record().state()).isEqualTo(BackupState.SUSPECTED);
    }

    @Test
    void an_archived_copy_is_recorded_as_archived() {
        lived(
                new BackupVerified(
                        BACKUP,
                        APP,
                        BackupKind.FULL,
                        new UUID(2, 2),
                        VerificationLevel.L2,
                        refs("local", "vault"),
                        List.of()),
                new CopyArchived(BACKUP, APP, copy("vault"), "GLACIER"));

        rebuilding.run(APP, REQUEST);

        assertThat(after.record()).isEqualTo(before.record());
    }

    @Test
    void a_second_rebuild_publishes_nothing() {
        lived(new BackupHeld(BACKUP, APP, "jo", "audit"));
        rebuilding.run(APP, REQUEST);
        int told = after.told.size();

        CatalogueRebuilt second = rebuilding.run(APP, REQUEST);

        assertThat(second.added()).isZero();
        assertThat(after.told).hasSize(told);
    }

    @Test
    void two_rebuilds_at_once_publish_the_same_events() {
        lived(new BackupHeld(BACKUP, APP, "jo", "audit"));
        RebuildBackupRecords deaf = new RebuildBackupRecords(
                new Shelf(),
                new MemoryCopyRepository(),
                after,
                after.repository,
                Clock.fixed(VERIFIED, ZoneOffset.UTC));

        deaf.run(APP, REQUEST);
        int told = after.told.size();
        deaf.run(APP, REQUEST);

        assertThat(after.told).hasSize(told);
    }

    @Test
    void a_backup_without_facts_is_held_until_it_is_released() {
        lying.add(find("local", null, null));

        CatalogueRebuilt answer = rebuilding.run(APP, REQUEST);

        assertThat(answer.held()).isEqualTo(1);
        assertThat(after.record().hold()).isEqualTo(ReconstructBackupEvents.UNKNOWN);
        assertThat(after.record().trust().level()).isNull();
    }

    @Test
    void the_facts_that_were_written_last_are_used() {
        before.receive(imported("local", "vault"), TAKEN);
        BackupMetadata poor = BackupMetadata.of(before.record());
        before.receive(new BackupHeld(BACKUP, APP, "jo", "audit"), VERIFIED);
        lying.add(find("local", poor, TAKEN));
        lying.add(find("vault", BackupMetadata.of(before.record()), VERIFIED));

        rebuilding.run(APP, REQUEST);

        assertThat(after.record().hold()).isNotNull();
    }

    @Test
    void contradicting_facts_are_ignored() {
        before.receive(imported("local", "vault"), TAKEN);
        before.receive(new BackupHeld(BACKUP, APP, "jo", "audit"), VERIFIED);
        BackupMetadata held = BackupMetadata.of(before.record());
        before.receive(new BackupReleased(BACKUP, APP, "nobody", "let it go"), VERIFIED);
        lying.add(find("local", held, TAKEN));
        lying.add(find("vault", BackupMetadata.of(before.record()), VERIFIED));

        CatalogueRebuilt answer = rebuilding.run(APP, REQUEST);

        assertThat(answer.findings()).extracting(Finding::code).containsExactly("facts_conflict");
        assertThat(after.record().hold()).isEqualTo(ReconstructBackupEvents.UNKNOWN);
    }

    @Test
    void facts_with_a_future_date_are_ignored() {
        before.receive(imported("local", "vault"), TAKEN);
        BackupMetadata poor = BackupMetadata.of(before.record());
        lying.add(find("local", poor, VERIFIED.plus(Duration.ofDays(1))));

        CatalogueRebuilt answer = rebuilding.run(APP, REQUEST);

        assertThat(answer.findings()).extracting(Finding::code).containsExactly("time_in_the_future");
        assertThat(after.record().hold()).isEqualTo(ReconstructBackupEvents.UNKNOWN);
    }

    @Test
    void a_backup_with_a_future_date_is_ignored() {
        Instant tomorrow = VERIFIED.plus(Duration.ofDays(1));
        lying.add(new ArtifactAtDestination(
                BACKUP, BackupKind.FULL, tomorrow, tomorrow, null, copy("local"), null, null));

        CatalogueRebuilt answer = rebuilding.run(APP, REQUEST);

        assertThat(answer.findings()).extracting(Finding::code).containsExactly("time_in_the_future");
        assertThat(after.told).isEmpty();
    }

    @Test
    void two_artifacts_under_the_same_id_are_ignored() {
        lying.add(find("local", null, null));
        ArtifactAtDestination honest = find("vault", null, null);
        lying.add(new ArtifactAtDestination(
                BACKUP,
                BackupKind.FULL,
                TAKEN,
                TAKEN,
                null,
                new BackupCopyRecord(
                        "vault", honest.copy().key(), null, 999, honest.copy().sha256()),
                null,
                null));

        CatalogueRebuilt answer = rebuilding.run(APP, REQUEST);

        assertThat(answer.findings()).extracting(Finding::code).containsExactly("copies_conflict");
        assertThat(after.told).isEmpty();
    }

    @Test
    void an_unrecorded_copy_is_published() {
        after.receive(imported("local"), TAKEN);
        lying.add(find("local", null, null));
        lying.add(find("vault", null, null));

        rebuilding.run(APP, REQUEST);

        assertThat(after.told).containsExactly(new BackupCopied(BACKUP, APP, copy("vault")));
    }

    @Test
    void a_file_of_an_expired_backup_is_a_finding() {
        after.receive(imported("local"), TAKEN);
        after.receive(new BackupExpired(BACKUP, APP, new UUID(3, 3), "old"), VERIFIED);
        lying.add(find("local", null, null));

        CatalogueRebuilt answer = rebuilding.run(APP, REQUEST);

        assertThat(answer.findings()).extracting(Finding::code).containsExactly("expired_but_there");
        assertThat(after.told).isEmpty();
    }

    private void lived(BackupEvent... events) {
        before.receive(imported("local", "vault"), TAKEN);
        for (BackupEvent event : events) {
            before.receive(event, event instanceof BackupVerified ? VERIFIED : TAKEN);
        }
        BackupMetadata metadata = BackupMetadata.of(before.record());
        lying.add(find("local", metadata, VERIFIED));
        lying.add(find("vault", metadata, VERIFIED));
    }

    private static BackupImported imported(String... places) {
        return new BackupImported(
                BACKUP,
                APP,
                BackupKind.FULL,
                TAKEN,
                List.of(places).stream().map(RebuildBackupRecordsTest::copy).toList(),
                ReconstructBackupEvents.ORIGIN,
                null);
    }

    private static ArtifactAtDestination find(
            String place, @Nullable BackupMetadata metadata, @Nullable Instant writtenAt) {
        return new ArtifactAtDestination(BACKUP, BackupKind.FULL, TAKEN, TAKEN, null, copy(place), metadata, writtenAt);
    }

    private static BackupCopyRecord copy(String place) {
        return new BackupCopyRecord(place, "app_full_20260518_020000.dump", null, 1000, new Sha256("0".repeat(64)));
    }

    private static List<CopyLocation> refs(String... places) {
        return List.of(places).stream().map(place -> copy(place).ref()).toList();
    }

    private final class Shelf implements DestinationScanner {

        @Override
        public List<String> all() {
            return List.of("local", "vault");
        }

        @Override
        public Optional<String> scan(
                String destination,
                DatabaseId database,
                Consumer<ArtifactAtDestination> each,
                Consumer<Finding> doubts) {
            lying.stream()
                    .filter(found -> found.copy().destination().equals(destination))
                    .forEach(each);
            return Optional.empty();
        }
    }

    /** An event log whose events are received at once. */
    private static final class Telling implements HistoricalEventPublisher {

        final MemoryCopyRepository repository = new MemoryCopyRepository();
        final List<BackupEvent> told = new ArrayList<>();
        private final BackupEventProjection backupProjection = new BackupEventProjection(repository, new NoApprovals());
        private final Set<UUID> ids = new LinkedHashSet<>();

        @Override
        public void publish(UUID id, Instant at, BackupEvent event) {
            if (ids.add(id)) {
                told.add(event);
                receive(event, at);
            }
        }

        void receive(BackupEvent event, Instant at) {
            backupProjection.apply(event, at, at);
        }

        BackupRecord record() {
            return repository.find(BACKUP).orElseThrow();
        }
    }
}
