package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Somebody with write credentials puts another object over a sealed backup, and a delete marker over that. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@QuarkusTestResource(value = VersionedBucketResource.class, restrictToAnnotatedClass = true)
class NewerVersionIT extends RunningService {

    @Inject
    ConfiguredDestinations destinations;

    @Test
    void what_lies_on_top_of_a_sealed_backup_is_not_what_is_verified() throws Exception {
        TestSourceDatabase source = source("covered");
        BackupCompleted local = source.complete(BackupKind.FULL, DAY_1);
        BackupCopyRecord copy = sealed(local);
        source.execute("truncate messages");
        Path empty = TestInfrastructure.backups()
                .resolve(source.complete(BackupKind.FULL, DAY_2)
                        .copies()
                        .getFirst()
                        .key());
        cover(copy, empty);
        BackupCompleted completed = TestSourceDatabase.with(local, copy);

        log.publish(completed);

        assertThat(log.await(BackupVerified.class, about(completed.backup())).level())
                .isEqualTo(VerificationLevel.L2);
        assertThat(get("/backups/" + completed.backup()).at("/tables/0/rows").asLong())
                .isEqualTo(5_000);
        hide(copy);
        log.publish(new VerifyRequested(completed.database().value(), completed.backup(), "ann"));
        log.awaitAll(BackupVerified.class, about(completed.backup()), 2);
        assertThat(log.events(BackupCondemned.class).filter(about(completed.backup())))
                .isEmpty();
    }

    private BackupCopyRecord sealed(BackupCompleted completed) throws IOException {
        String key = completed.copies().getFirst().key();
        BeginWriteResult.Begun begun = (BeginWriteResult.Begun) destinations
                .named("offsite")
                .orElseThrow()
                .begin(ArtifactName.parse(key).orElseThrow());
        try (ArtifactWriter writer = begun.writing()) {
            Files.copy(TestInfrastructure.backups().resolve(key), writer.stream());
            writer.finish();
            BackupCopyRecord copy = ((SealArtifactResult.Sealed)
                            writer.seal(List.of(new CompanionFile(CompanionFile.Role.MANIFEST, "{}\n"))))
                    .copy();
            assertThat(copy.versionId()).isNotNull();
            return copy;
        }
    }

    private static void cover(BackupCopyRecord copy, Path other) {
        try (S3Client client = VersionedBucketResource.client(setting("endpoint", URI.class))) {
            client.putObject(
                    request -> request.bucket(setting("bucket", String.class)).key(copy.key()),
                    RequestBody.fromFile(other));
        }
    }

    private static void hide(BackupCopyRecord copy) {
        try (S3Client client = VersionedBucketResource.client(setting("endpoint", URI.class))) {
            client.deleteObject(
                    request -> request.bucket(setting("bucket", String.class)).key(copy.key()));
        }
    }

    private static <T> T setting(String name, Class<T> type) {
        return ConfigProvider.getConfig().getValue("holdfast.destinations.offsite." + name, type);
    }
}
