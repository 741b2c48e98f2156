package io.holdfast.retention.copying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupId;
import io.holdfast.events.FailureReason;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.retention.copying.ArtifactCopier.TransferResult;
import io.holdfast.retention.copying.MakeMissingCopies.Result;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MakeMissingCopiesTest {

    private final CopyFixture fixture = new CopyFixture();

    @Test
    void the_newest_backup_is_copied_first() {
        fixture.sealed(3, "local");
        fixture.sealed(1, "local");
        fixture.sealed(2, "local");

        fixture.copying.next("vault");

        assertThat(fixture.repository.published).containsExactly(copied(1, "vault"));
    }

    @Test
    void a_copy_is_recorded_with_its_announcement() {
        fixture.sealed(1, "local");

        fixture.copying.next("vault");

        assertThat(fixture.record(1).copies()).extracting(copy -> copy.copy()).contains(CopyFixture.copy(1, "vault"));
        assertThat(fixture.record(1).pins()).isEmpty();
        assertThat(fixture.repository.all()).isEmpty();
    }

    @Test
    void while_it_is_copied_a_backup_is_pinned() {
        fixture.sealed(1, "local");
        fixture.carrier.play((load, progress) -> {
            assertThat(fixture.record(1).isPinned(fixture.now)).isTrue();
            return ScriptedCopyTransfer.completed(load);
        });

        assertThat(fixture.copying.next("vault")).isInstanceOf(Result.Made.class);
    }

    @Test
    void a_backup_with_an_announced_deletion_is_not_copied() {
        fixture.sealed(1, "local");
        fixture.receive(new BackupExpiring(
                CopyFixture.id(1),
                CopyFixture.APP,
                UUID.randomUUID(),
                CopyFixture.copy(1, "local").ref(),
                true,
                "old",
                List.of(CopyFixture.id(2))));

        assertThat(fixture.copying.next("vault")).isInstanceOf(Result.NothingToDo.class);
        assertThat(fixture.carrier.requests).isEmpty();
    }

    @Test
    void a_bad_source_is_skipped() {
        fixture.sealed(1, "local", "disk");
        fixture.carrier.play((load, progress) -> load.source().destination().equals("local")
                ? new TransferResult.SourceUnfit("damaged")
                : ScriptedCopyTransfer.completed(load));

        fixture.copying.next("vault");

        assertThat(fixture.repository.published).containsExactly(copied(1, "vault"));
    }

    @Test
    void without_a_good_source_only_the_failure_is_published() {
        fixture.sealed(1, "local");
        fixture.carrier.play((load, progress) -> new TransferResult.SourceUnfit("damaged"));

        fixture.copying.next("vault");

        assertThat(fixture.repository.published)
                .containsExactly(
                        failed(1, FailureReason.OTHER, "no source copy could be read: damaged", CopyFixture.PAUSE));
        assertThat(fixture.record(1).copies()).hasSize(1);
    }

    @Test
    void a_destination_that_is_unreachable_for_a_day_causes_one_event_per_copy() {
        for (int number = 1; number <= 29; number++) {
            fixture.sealed(number, "local");
        }
        fixture.carrier.play(
                (load, progress) -> new TransferResult.TargetAway(FailureReason.STORAGE_UNAVAILABLE, "no route"));

        for (int second = 0; second < 24 * 3600; second += 10) {
            fixture.copying.next("vault");
            fixture.pass(Duration.ofSeconds(10));
        }

        assertThat(fixture.repository.published).hasSize(1).first().isInstanceOf(CopyFailed.class);
        assertThat(fixture.carrier.requests).hasSizeLessThan(160);
    }

    @Test
    void a_reachable_destination_gets_all_missing_copies() {
        fixture.sealed(1, "local");
        fixture.sealed(2, "local");
        fixture.carrier.play((load, progress) -> new TransferResult.TargetAway(FailureReason.STORAGE_FULL, "full"));
        fixture.copying.next("vault");
        fixture.carrier.play((load, progress) -> ScriptedCopyTransfer.completed(load));
        fixture.pass(DestinationBackoff.LONGEST);

        fixture.copying.next("vault");
        fixture.copying.next("vault");

        assertThat(fixture.backlog.at("vault")).isEmpty();
        assertThat(fixture.reach.of("vault")).isEmpty();
    }

    @Test
    void a_different_failure_is_published() {
        fixture.sealed(1, "local");
        fixture.carrier.play((load, progress) -> new TransferResult.Refused("the name is taken"));
        fixture.copying.next("vault");
        fixture.pass(Duration.ofHours(7));
        fixture.carrier.play((load, progress) -> new TransferResult.Refused("it is locked"));

        fixture.copying.next("vault");

        assertThat(fixture.repository.published)
                .extracting(event -> ((CopyFailed) event).message())
                .containsExactly("the name is taken", "it is locked");
    }

    @Test
    void a_failed_copy_does_not_delay_the_others() {
        fixture.sealed(1, "local");
        fixture.sealed(2, "local");
        fixture.carrier.play((load, progress) -> load.missing().backup().equals(CopyFixture.id(1))
                ? new TransferResult.Refused("the name is taken")
                : ScriptedCopyTransfer.completed(load));

        fixture.copying.next("vault");
        fixture.copying.next("vault");

        assertThat(fixture.repository.published).contains(copied(2, "vault"));
    }

    @Test
    void an_unreachable_source_is_tried_once_and_not_for_each_backup() {
        fixture.sealed(1, "disk");
        fixture.sealed(2, "disk");
        fixture.carrier.play((load, progress) -> new TransferResult.SourceAway("not mounted"));

        fixture.copying.next("vault");
        fixture.copying.next("vault");

        assertThat(fixture.carrier.requests).hasSize(1);
    }

    @Test
    void an_attempt_whose_lease_has_ended_records_nothing() {
        fixture.sealed(1, "local");
        fixture.carrier.play((load, progress) -> {
            fixture.pass(CopyFixture.LEASE);
            fixture.carrier.play((again, going) -> ScriptedCopyTransfer.completed(again));
            assertThat(fixture.copying.next("vault")).isInstanceOf(Result.Made.class);
            return ScriptedCopyTransfer.completed(load);
        });

        Result late = fixture.copying.next("vault");

        assertThat(late).isInstanceOf(Result.LeftOff.class);
        assertThat(fixture.repository.published).containsExactly(copied(1, "vault"));
    }

    @Test
    void a_long_copy_keeps_its_claim() {
        fixture.sealed(1, "local");
        fixture.carrier.play((load, progress) -> {
            for (int minute = 1; minute <= 60; minute++) {
                fixture.pass(Duration.ofMinutes(1));
                assertThat(progress.passed(minute)).isTrue();
            }
            return ScriptedCopyTransfer.completed(load);
        });

        assertThat(fixture.copying.next("vault")).isInstanceOf(Result.Made.class);
    }

    @Test
    void a_service_that_stops_gives_its_copy_back() {
        fixture.sealed(1, "local");
        fixture.carrier.play((load, progress) -> {
            fixture.copying.stop();
            return progress.passed(1) ? ScriptedCopyTransfer.completed(load) : new TransferResult.Stopped();
        });

        Result outcome = fixture.copying.next("vault");

        assertThat(outcome).isInstanceOf(Result.LeftOff.class);
        assertThat(fixture.repository.isBusy("vault", fixture.now)).isFalse();
        assertThat(fixture.record(1).pins()).isEmpty();
    }

    @Test
    void a_bad_copy_is_made_again_in_its_place() {
        fixture.sealed(1, "local", "disk", "vault");
        fixture.condemned(1, "vault");

        fixture.copying.next("vault");

        assertThat(fixture.carrier.requests.getFirst().missing().bad()).isEqualTo(CopyFixture.copy(1, "vault"));
        assertThat(fixture.record(1).copies()).hasSize(3).allMatch(copy -> copy.isGood());
    }

    @Test
    void protection_is_published_once_every_copy_is_proven() {
        fixture.sealed(1, "local", "disk");
        fixture.verified(1, "local", "disk");
        fixture.protecting.run();
        fixture.copying.next("vault");
        fixture.backlog.refresh();
        fixture.protecting.run();

        fixture.verified(1, "local", "disk", "vault");
        fixture.protecting.run();
        fixture.backlog.refresh();
        fixture.protecting.run();

        assertThat(fixture.repository.published)
                .containsExactly(copied(1, "vault"), new BackupProtected(CopyFixture.id(1), CopyFixture.APP));
    }

    private static BackupCopied copied(int number, String place) {
        return new BackupCopied(CopyFixture.id(number), CopyFixture.APP, CopyFixture.copy(number, place));
    }

    private CopyFailed failed(int number, FailureReason failure, String why, Duration pause) {
        BackupId backup = CopyFixture.id(number);
        return new CopyFailed(backup, CopyFixture.APP, "vault", failure, why, fixture.now.plus(pause));
    }
}
