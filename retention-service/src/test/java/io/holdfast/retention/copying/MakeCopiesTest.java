package io.holdfast.retention.copying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.CopyEvent.BackupProtected;
import io.holdfast.events.CopyEvent.CopyFailed;
import io.holdfast.events.FailureReason;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.retention.copying.CopyTransfer.Carried;
import io.holdfast.retention.copying.MakeCopies.Result;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MakeCopiesTest {

    private final CopyFixture world = new CopyFixture();

    @Test
    void the_newest_backup_is_copied_first() {
        world.sealed(3, "local");
        world.sealed(1, "local");
        world.sealed(2, "local");

        world.copying.next("vault");

        assertThat(world.books.said).containsExactly(copied(1, "vault"));
    }

    @Test
    void a_copy_is_recorded_with_its_announcement() {
        world.sealed(1, "local");

        world.copying.next("vault");

        assertThat(world.record(1).copies()).extracting(copy -> copy.copy()).contains(CopyFixture.copy(1, "vault"));
        assertThat(world.record(1).pins()).isEmpty();
        assertThat(world.books.all()).isEmpty();
    }

    @Test
    void while_it_is_copied_a_backup_is_pinned() {
        world.sealed(1, "local");
        world.carrier.play((load, progress) -> {
            assertThat(world.record(1).isPinned(world.now)).isTrue();
            return ScriptedCopyTransfer.landed(load);
        });

        assertThat(world.copying.next("vault")).isInstanceOf(Result.Made.class);
    }

    @Test
    void a_backup_with_an_announced_deletion_is_not_copied() {
        world.sealed(1, "local");
        world.hear(new BackupExpiring(
                CopyFixture.id(1),
                CopyFixture.APP,
                UUID.randomUUID(),
                CopyFixture.copy(1, "local").ref(),
                true,
                "old",
                List.of(CopyFixture.id(2))));

        assertThat(world.copying.next("vault")).isInstanceOf(Result.NothingToDo.class);
        assertThat(world.carrier.loads).isEmpty();
    }

    @Test
    void a_bad_source_is_skipped() {
        world.sealed(1, "local", "disk");
        world.carrier.play((load, progress) -> load.source().destination().equals("local")
                ? new Carried.SourceUnfit("damaged")
                : ScriptedCopyTransfer.landed(load));

        world.copying.next("vault");

        assertThat(world.books.said).containsExactly(copied(1, "vault"));
    }

    @Test
    void without_a_good_source_only_the_failure_is_published() {
        world.sealed(1, "local");
        world.carrier.play((load, progress) -> new Carried.SourceUnfit("damaged"));

        world.copying.next("vault");

        assertThat(world.books.said)
                .containsExactly(
                        failed(1, FailureReason.OTHER, "no source copy could be read: damaged", CopyFixture.PAUSE));
        assertThat(world.record(1).copies()).hasSize(1);
    }

    @Test
    void a_destination_that_is_unreachable_for_a_day_causes_one_event_per_copy() {
        for (int number = 1; number <= 29; number++) {
            world.sealed(number, "local");
        }
        world.carrier.play((load, progress) -> new Carried.TargetAway(FailureReason.STORAGE_UNAVAILABLE, "no route"));

        for (int second = 0; second < 24 * 3600; second += 10) {
            world.copying.next("vault");
            world.pass(Duration.ofSeconds(10));
        }

        assertThat(world.books.said).hasSize(1).first().isInstanceOf(CopyFailed.class);
        assertThat(world.carrier.loads).hasSizeLessThan(160);
    }

    @Test
    void a_reachable_destination_gets_all_missing_copies() {
        world.sealed(1, "local");
        world.sealed(2, "local");
        world.carrier.play((load, progress) -> new Carried.TargetAway(FailureReason.STORAGE_FULL, "full"));
        world.copying.next("vault");
        world.carrier.play((load, progress) -> ScriptedCopyTransfer.landed(load));
        world.pass(DestinationBackoff.LONGEST);

        world.copying.next("vault");
        world.copying.next("vault");

        assertThat(world.backlog.at("vault")).isEmpty();
        assertThat(world.reach.of("vault")).isEmpty();
    }

    @Test
    void a_different_failure_is_published() {
        world.sealed(1, "local");
        world.carrier.play((load, progress) -> new Carried.Refused("the name is taken"));
        world.copying.next("vault");
        world.pass(Duration.ofHours(7));
        world.carrier.play((load, progress) -> new Carried.Refused("it is locked"));

        world.copying.next("vault");

        assertThat(world.books.said)
                .extracting(event -> ((CopyFailed) event).message())
                .containsExactly("the name is taken", "it is locked");
    }

    @Test
    void a_failed_copy_does_not_delay_the_others() {
        world.sealed(1, "local");
        world.sealed(2, "local");
        world.carrier.play((load, progress) -> load.missing().backup().equals(CopyFixture.id(1))
                ? new Carried.Refused("the name is taken")
                : ScriptedCopyTransfer.landed(load));

        world.copying.next("vault");
        world.copying.next("vault");

        assertThat(world.books.said).contains(copied(2, "vault"));
    }

    @Test
    void an_unreachable_source_is_tried_once_and_not_for_each_backup() {
        world.sealed(1, "disk");
        world.sealed(2, "disk");
        world.carrier.play((load, progress) -> new Carried.SourceAway("not mounted"));

        world.copying.next("vault");
        world.copying.next("vault");

        assertThat(world.carrier.loads).hasSize(1);
    }

    @Test
    void an_attempt_whose_lease_has_ended_records_nothing() {
        world.sealed(1, "local");
        world.carrier.play((load, progress) -> {
            world.pass(CopyFixture.LEASE);
            world.carrier.play((again, going) -> ScriptedCopyTransfer.landed(again));
            assertThat(world.copying.next("vault")).isInstanceOf(Result.Made.class);
            return ScriptedCopyTransfer.landed(load);
        });

        Result late = world.copying.next("vault");

        assertThat(late).isInstanceOf(Result.LeftOff.class);
        assertThat(world.books.said).containsExactly(copied(1, "vault"));
    }

    @Test
    void a_long_copy_keeps_its_claim() {
        world.sealed(1, "local");
        world.carrier.play((load, progress) -> {
            for (int minute = 1; minute <= 60; minute++) {
                world.pass(Duration.ofMinutes(1));
                assertThat(progress.passed(minute)).isTrue();
            }
            return ScriptedCopyTransfer.landed(load);
        });

        assertThat(world.copying.next("vault")).isInstanceOf(Result.Made.class);
    }

    @Test
    void a_service_that_stops_gives_its_copy_back() {
        world.sealed(1, "local");
        world.carrier.play((load, progress) -> {
            world.copying.stop();
            return progress.passed(1) ? ScriptedCopyTransfer.landed(load) : new Carried.Stopped();
        });

        Result outcome = world.copying.next("vault");

        assertThat(outcome).isInstanceOf(Result.LeftOff.class);
        assertThat(world.books.isBusy("vault", world.now)).isFalse();
        assertThat(world.record(1).pins()).isEmpty();
    }

    @Test
    void a_bad_copy_is_made_again_in_its_place() {
        world.sealed(1, "local", "disk", "vault");
        world.condemned(1, "vault");

        world.copying.next("vault");

        assertThat(world.carrier.loads.getFirst().missing().bad()).isEqualTo(CopyFixture.copy(1, "vault"));
        assertThat(world.record(1).copies()).hasSize(3).allMatch(copy -> copy.isGood());
    }

    @Test
    void protection_is_published_once_every_copy_is_proven() {
        world.sealed(1, "local", "disk");
        world.verified(1, "local", "disk");
        world.protecting.run();
        world.copying.next("vault");
        world.backlog.refresh();
        world.protecting.run();

        world.verified(1, "local", "disk", "vault");
        world.protecting.run();
        world.backlog.refresh();
        world.protecting.run();

        assertThat(world.books.said)
                .containsExactly(copied(1, "vault"), new BackupProtected(CopyFixture.id(1), CopyFixture.APP));
    }

    private static BackupCopied copied(int number, String place) {
        return new BackupCopied(CopyFixture.id(number), CopyFixture.APP, CopyFixture.copy(number, place));
    }

    private CopyFailed failed(int number, FailureReason failure, String why, Duration pause) {
        BackupId backup = CopyFixture.id(number);
        return new CopyFailed(backup, CopyFixture.APP, "vault", failure, why, world.now.plus(pause));
    }
}
