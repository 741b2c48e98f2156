package io.holdfast.e2e.faults;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RequestRef;
import io.holdfast.events.VerificationEvent.BackupVerified;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** An old backup: a new artifact under an old name, published as if it had been made then. */
record AgedBackup(BackupId id, String stem) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    static AgedBackup of(Installation installation, BackupCopyRecord young) throws IOException {
        Instant then = Instant.now().minus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS);
        DatabaseId database = new DatabaseId(FaultInstallation.SMALL);
        String stem = FaultInstallation.SMALL + "_full_" + STAMP.format(then);
        for (String name : installation.files()) {
            if (name.startsWith(young.key())) {
                Path from = installation.backups().resolve(name);
                Files.copy(from, installation.backups().resolve(name.replace(young.key(), stem + ".dump")));
            }
        }
        String requestId = UUID.randomUUID().toString();
        URI source = URI.create("/e2e/aged");
        BackupId id = BackupId.ofRequest(source, requestId, FaultInstallation.SMALL, BackupKind.FULL.label());
        BackupCopyRecord copy =
                new BackupCopyRecord(young.destination(), stem + ".dump", null, young.bytes(), young.sha256());
        installation.publish(
                UUID.randomUUID().toString(),
                new BackupCompleted(
                        id,
                        database,
                        BackupKind.FULL,
                        new RequestRef(source, requestId),
                        null,
                        null,
                        1,
                        then,
                        List.of(copy),
                        "15.0",
                        "15.0"));
        installation.log().await(id, BackupVerified.class, Duration.ofMinutes(3));
        return new AgedBackup(id, stem);
    }
}
