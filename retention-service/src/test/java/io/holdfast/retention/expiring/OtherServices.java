package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.CopyLocked;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The other services: they make and verify backups, and publish events. A backup is identified by its number. */
final class OtherServices {

    private final MemoryLog log;
    private final MemoryStorage storage;
    private final TestClocks clocks;
    private int backups;

    OtherServices(MemoryLog log, MemoryStorage storage, TestClocks clocks) {
        this.log = log;
        this.storage = storage;
        this.clocks = clocks;
    }

    /** The number of backups so far. Their numbers begin with 0. */
    int backups() {
        return backups;
    }

    int make(BackupKind kind) {
        int number = backups++;
        storage.put(ExampleBackups.copy(number).ref());
        log.append(ExampleBackups.completed(number, kind, clocks.truth()));
        return number;
    }

    void verify(int number) {
        log.append(ExampleBackups.verified(number, kindOf(number)));
    }

    /** Reads every reachable copy, and publishes which are good and which are bad, as verify-service does. */
    void read(int number, List<String> destinations) {
        List<CopyLocation> good = new ArrayList<>();
        for (String destination : destinations) {
            BackupCopyRecord copy = ExampleBackups.copy(number, destination);
            if (storage.isIntact(copy.ref()) && storage.isMounted(copy.ref())) {
                good.add(copy.ref());
            } else if (storage.isThere(copy.ref()) && storage.isMounted(copy.ref())) {
                condemn(number, destination);
            }
        }
        if (!good.isEmpty()) {
            log.append(new BackupVerified(
                    ExampleBackups.id(number),
                    ExampleBackups.APP,
                    kindOf(number),
                    new UUID(5, number),
                    VerificationLevel.L2,
                    good,
                    List.of()));
        }
    }

    /** Makes or replaces a copy if a good one is reachable, unless it expired as planned. */
    void copy(int number, String destination, List<String> from) {
        boolean isSourceGood = from.stream()
                .map(source -> ExampleBackups.copy(number, source).ref())
                .anyMatch(source -> storage.isIntact(source) && storage.isMounted(source));
        BackupCopyRecord copy = ExampleBackups.copy(number, destination);
        if (isSourceGood && storage.isMounted(copy.ref())) {
            storage.put(copy.ref());
            log.append(new BackupCopied(ExampleBackups.id(number), ExampleBackups.APP, copy));
        }
    }

    void condemn(int number, String destination) {
        log.append(new CopyCondemned(
                ExampleBackups.id(number),
                ExampleBackups.APP,
                new UUID(3, number),
                ExampleBackups.copy(number, destination).ref(),
                List.of(new Finding("checksum_mismatch", "other bytes"))));
    }

    void lock(int number, String destination, Instant until) {
        CopyLocation copy = ExampleBackups.copy(number, destination).ref();
        if (storage.isThere(copy)) {
            log.append(new CopyLocked(ExampleBackups.id(number), ExampleBackups.APP, copy, until));
        }
    }

    /** One verified full backup per day. */
    void makeVerified(int days) {
        for (int day = 0; day < days; day++) {
            verify(make(BackupKind.FULL));
            clocks.pass(Duration.ofDays(1));
        }
    }

    void suspect(int number) {
        log.append(new BackupSuspected(
                ExampleBackups.id(number),
                ExampleBackups.APP,
                kindOf(number),
                new UUID(3, number),
                VerificationLevel.L2,
                List.of()));
    }

    void accept(int number) {
        log.append(new SuspicionAccepted(ExampleBackups.id(number), ExampleBackups.APP, "jo", "looked"));
    }

    void condemn(int number) {
        log.append(new BackupCondemned(
                ExampleBackups.id(number),
                ExampleBackups.APP,
                kindOf(number),
                new UUID(3, number),
                List.of(new Finding("checksum_mismatch", "other bytes"))));
    }

    void pin(int number, Duration time) {
        log.append(new BackupPinned(
                ExampleBackups.id(number),
                ExampleBackups.APP,
                new UUID(4, number),
                "verify",
                clocks.brokerNow().plus(time)));
    }

    void unpin(int number) {
        log.append(new BackupUnpinned(ExampleBackups.id(number), ExampleBackups.APP, new UUID(4, number)));
    }

    private BackupKind kindOf(int number) {
        return log.published(BackupCompleted.class).stream()
                .filter(event -> event.backup().equals(ExampleBackups.id(number)))
                .map(BackupCompleted::kind)
                .findFirst()
                .orElseThrow();
    }
}
