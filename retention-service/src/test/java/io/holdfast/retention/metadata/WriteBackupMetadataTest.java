package io.holdfast.retention.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.Sha256;
import io.holdfast.retention.copying.MemoryCopyRepository;
import io.holdfast.retention.expiring.BackupEventProjection;
import io.holdfast.retention.rebuilding.NoApprovals;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WriteBackupMetadataTest {

    private static final DatabaseId APP = new DatabaseId("app");
    private static final Instant NOW = Instant.parse("2026-05-18T04:00:00Z");

    private final MemoryCopyRepository repository = new MemoryCopyRepository();
    private final BackupEventProjection backupProjection = new BackupEventProjection(repository, new NoApprovals());
    private final Marks marks = new Marks();
    private final Shelf shelf = new Shelf();
    private final WriteBackupMetadata remembering = new WriteBackupMetadata(
            repository, marks, repository, shelf, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(30));

    @Test
    void a_facts_file_is_beside_every_good_copy() {
        sealed(1);

        int written = remembering.run();

        assertThat(written).isEqualTo(2);
        assertThat(shelf.files.keySet()).extracting(CopyLocation::destination).containsExactly("local", "vault");
    }

    @Test
    void current_facts_files_are_not_written_again() {
        sealed(1);
        remembering.run();
        marks.touch(id(1));

        assertThat(remembering.run()).isZero();
        assertThat(marks.waiting).isEmpty();
    }

    @Test
    void changed_facts_are_written_again() {
        sealed(1);
        remembering.run();
        receive(new BackupHeld(id(1), APP, "jo", "audit"));

        remembering.run();

        assertThat(shelf.files.values())
                .allSatisfy(metadata -> assertThat(metadata.held())
                        .isNotNull()
                        .satisfies(hold -> assertThat(hold.by()).isEqualTo("jo")));
    }

    @Test
    void an_event_during_the_writing_is_not_lost() {
        sealed(1);
        shelf.meanwhile = () -> marks.touch(id(1));

        remembering.run();

        assertThat(marks.waiting).containsKey(id(1));
    }

    @Test
    void an_unreachable_destination_is_tried_once_and_delays_no_other() {
        sealed(1);
        sealed(2);
        shelf.away.add("vault");

        remembering.run();

        assertThat(shelf.files.keySet()).extracting(CopyLocation::destination).containsOnly("local");
        assertThat(shelf.asked).isEqualTo(3);
        shelf.away.clear();
        assertThat(remembering.run()).isEqualTo(2);
    }

    @Test
    void no_facts_are_written_for_a_backup_with_an_announced_deletion() {
        sealed(1);
        receive(new BackupExpiring(id(1), APP, new UUID(3, 1), copy(1, "local").ref(), true, "old", List.of(id(2))));

        assertThat(remembering.run()).isZero();
        assertThat(marks.waiting).containsKey(id(1));
    }

    private void sealed(int number) {
        receive(new BackupCompleted(
                id(number),
                APP,
                BackupKind.FULL,
                new RequestRef(URI.create("/tests"), "r" + number),
                null,
                null,
                1,
                NOW,
                List.of(copy(number, "local"), copy(number, "vault")),
                "17.2",
                "17.2"));
    }

    private void receive(BackupEvent event) {
        backupProjection.apply(event, NOW, NOW).ifPresent(record -> marks.touch(record.id()));
    }

    private static BackupId id(int number) {
        return new BackupId(new UUID(0, number));
    }

    private static BackupCopyRecord copy(int number, String place) {
        return new BackupCopyRecord(place, "app_full_" + number + ".dump", null, 1000, new Sha256("0".repeat(64)));
    }

    private static final class Marks implements MetadataWriteQueue {

        final Map<BackupId, Long> waiting = new LinkedHashMap<>();
        private final Map<String, String> digests = new HashMap<>();

        void touch(BackupId backup) {
            waiting.merge(backup, 1L, Long::sum);
        }

        @Override
        public List<Due> due(Instant now, int most) {
            List<Due> due = new ArrayList<>();
            waiting.forEach((backup, touched) -> due.add(new Due(backup, touched)));
            return due;
        }

        @Override
        public boolean isWritten(BackupId backup, CopyLocation copy, String digest) {
            return digest.equals(digests.get(backup + " " + copy));
        }

        @Override
        public void written(BackupId backup, CopyLocation copy, String digest) {
            digests.put(backup + " " + copy, digest);
        }

        @Override
        public void done(Due due) {
            waiting.remove(due.backup(), due.touched());
        }

        @Override
        public void later(Due due, Instant at) {
            assertThat(at).isAfter(NOW);
        }
    }

    private static final class Shelf implements BackupMetadataFileStore {

        final Map<CopyLocation, BackupMetadata> files = new LinkedHashMap<>();
        final Set<String> away = new HashSet<>();
        Runnable meanwhile = () -> {};
        int asked;

        @Override
        public String digest(BackupMetadata metadata) {
            return metadata.toString();
        }

        @Override
        public WriteResult put(CopyLocation copy, BackupMetadata metadata, Instant writtenAt) {
            asked++;
            meanwhile.run();
            if (away.contains(copy.destination())) {
                return new WriteResult.Away("no route");
            }
            files.put(copy, metadata);
            return new WriteResult.Done();
        }
    }
}
