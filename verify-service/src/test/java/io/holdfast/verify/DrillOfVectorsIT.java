package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database with objects of many types and pgvector on PostgreSQL 17 is restored completely. */
@Tag("containers")
@NeedsProgram({"container engine", "PostgreSQL 17 client programs"})
@QuarkusTest
@TestProfile(DrillProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@QuarkusTestResource(value = VectorServersResource.class, restrictToAnnotatedClass = true)
class DrillOfVectorsIT extends RunningService {

    @Test
    void everything_that_a_database_has_comes_back_equal() throws Exception {
        BackupCompleted completed = dumped("vectors");
        verified(completed);

        log.publish(new DrillRequested("vectors", completed.backup(), "ann"));

        DrillCompleted done =
                log.await(DrillCompleted.class, drill -> drill.backup().equals(completed.backup()));
        assertThat(done.level()).isEqualTo(VerificationLevel.L4);
        assertThat(done.report().vectorIndexes()).isEqualTo(2);
        assertThat(done.report().largeObjects()).isEqualTo(1);
        assertThat(done.report().extensions()).anyMatch(extension -> extension.startsWith("vector 0."));
        assertThat(done.findings()).extracting(Finding::code).contains("contents_equal", "roles_created");
        String page = get("/drills/" + done.drill()).at("/page").asText();
        assertThat(page)
                .contains("hnsw", "ivfflat")
                .contains("vector(1536)", "vector(768)")
                .contains("Größen");
    }

    @Test
    void without_pgvector_on_the_scratch_server_it_cannot_be_drilled_here() throws Exception {
        BackupCompleted completed = dumped("vectors_elsewhere");
        VectorServersResource.withoutPgvector();
        try {
            verified(completed);

            log.publish(new DrillRequested("vectors_elsewhere", completed.backup(), "ann"));

            DrillImpossible impossible =
                    log.await(DrillImpossible.class, drill -> drill.backup().equals(completed.backup()));
            assertThat(impossible.missing()).extracting(Finding::code).contains("extension_missing");
            assertThat(impossible.missing().toString()).contains("postgresql-17-pgvector");
        } finally {
            VectorServersResource.withPgvector();
        }
    }

    private static BackupCompleted dumped(String database) throws Exception {
        Path file = TestInfrastructure.backups().resolve(database + "_full_20260518_020000.dump");
        VectorServersResource.dump(file);
        Files.writeString(
                file.resolveSibling(file.getFileName() + ".roles.sql"),
                "CREATE ROLE \"App Reader\";\nCREATE ROLE writer;\n");
        BackupCopyRecord copy = TestSourceDatabase.copy(file);
        return new BackupCompleted(
                new BackupId(UUID.randomUUID()),
                new DatabaseId(database),
                BackupKind.FULL,
                new RequestRef(URI.create("/test"), "1"),
                null,
                null,
                1,
                DAY_1,
                List.of(copy),
                "17.2",
                "17.2");
    }
}
