package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.FileModes;
import io.holdfast.store.InitDestinationResult;
import io.holdfast.store.LocalDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Real files in the destination, and the events about them. */
final class Artifacts {

    private final TestLog log;

    Artifacts(TestLog log) {
        this.log = log;
        assertThat(new LocalDirectory("local", TestInfrastructure.backups(), FileModes.OWNER).initialise())
                .isNotInstanceOf(InitDestinationResult.Refused.class);
    }

    /** A backup of that age, sealed and verified. */
    BackupCompleted verified(String database, Duration age) {
        BackupCompleted completed = sealed(database, age);
        verify(completed);
        return completed;
    }

    BackupCompleted sealed(String database, Duration age) {
        Instant startedAt = Instant.now().minus(age);
        DatabaseId id = new DatabaseId(database);
        String key = new ArtifactName(id, BackupKind.FULL, startedAt).toString();
        byte[] bytes = ("contents of " + key).getBytes(StandardCharsets.UTF_8);
        write(key, bytes);
        write(key + ".sha256", new byte[1]);
        write(key + ".manifest.json", new byte[2]);
        BackupCompleted completed = new BackupCompleted(
                new BackupId(UUID.randomUUID()),
                id,
                BackupKind.FULL,
                new RequestRef(URI.create("/tests"), key),
                null,
                null,
                1,
                startedAt,
                List.of(new BackupCopyRecord("local", key, null, bytes.length, sha256(bytes))),
                "17.2",
                "17.2");
        log.publish(completed);
        return completed;
    }

    void verify(BackupCompleted completed) {
        log.publish(new BackupVerified(
                completed.backup(),
                completed.database(),
                completed.kind(),
                UUID.randomUUID(),
                VerificationLevel.L2,
                List.of(completed.copies().getFirst().ref()),
                List.of()));
    }

    static Path file(BackupCompleted completed) {
        return TestInfrastructure.backups()
                .resolve(completed.copies().getFirst().key());
    }

    static Path checksumOf(BackupCompleted completed) {
        return TestInfrastructure.backups()
                .resolve(completed.copies().getFirst().key() + ".sha256");
    }

    static void delete(BackupCompleted completed) {
        try {
            Files.delete(file(completed));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void write(String name, byte[] bytes) {
        try {
            Files.write(TestInfrastructure.backups().resolve(name), bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sha256 sha256(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
