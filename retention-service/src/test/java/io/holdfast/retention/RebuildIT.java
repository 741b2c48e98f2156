package io.holdfast.retention;

import static io.holdfast.retention.TestTimeouts.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The backup records are lost and rebuilt from two real destinations. */
@SuppressWarnings("NullAway.Init") // Quarkus fills a test's fields in
@QuarkusTest
@TestProfile(CopyProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "retention"))
class RebuildIT {

    private static final Instant MONTH_ENDS = Instant.parse("2027-11-01T00:00:00Z");

    @TestHTTPResource
    URI http;

    @Inject
    DataSource catalogue;

    private final TestLog log = new TestLog();
    private final SealedBackups backups = new SealedBackups();
    private ShownByHttp shownByHttp;

    @BeforeEach
    void look() {
        shownByHttp = new ShownByHttp(http);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void facts_are_written_beside_every_copy() {
        BackupCompleted backup = lived("remembered");

        JsonNode local = facts(SealedBackups.file(backup));
        JsonNode vault = facts(SealedBackups.inVault(backup));

        assertThat(local.path("state").asText()).isEqualTo("verified");
        assertThat(local.path("proof").path("level").asText()).isEqualTo("L2");
        assertThat(local.path("held").path("by").asText()).isEqualTo("jo");
        assertThat(local.path("tiers").path(0).path("tier").asText()).isEqualTo("MONTHLY");
        assertThat(local.path("copies")).hasSize(2);
        assertThat(without(local, "writtenAt")).isEqualTo(without(vault, "writtenAt"));
    }

    @Test
    void lost_records_are_rebuilt_and_a_second_rebuild_changes_nothing() throws SQLException {
        BackupCompleted backup = lived("rebuilt");
        JsonNode before = shownByHttp.get("/backups/" + backup.backup());
        forget("rebuilt");

        CatalogueRebuilt first = rebuild("rebuilt", 1);

        assertThat(first.findings()).isEmpty();
        assertThat(List.of(first.backups(), first.added(), first.held())).containsExactly(1, 1, 0);
        patiently()
                .untilAsserted(() -> assertThat(seen(shownByHttp.get("/backups/" + backup.backup())))
                        .isEqualTo(seen(before)));
        CatalogueRebuilt second = rebuild("rebuilt", 2);
        assertThat(List.of(second.backups(), second.added(), second.held())).containsExactly(1, 0, 0);
        assertThat(log.published(BackupImported.class, "rebuilt"))
                .singleElement()
                .satisfies(imported -> {
                    assertThat(imported.backup()).isEqualTo(backup.backup());
                    assertThat(imported.copies())
                            .extracting(BackupCopyRecord::destination)
                            .containsExactly("local", "vault");
                });
        assertThat(log.published(BackupPromoted.class, "rebuilt"))
                .filteredOn(promoted -> promoted.tier().equals("monthly"))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void a_backup_without_any_facts_is_held_for_review() throws IOException, SQLException {
        BackupCompleted backup = lived("bare");
        forget("bare");
        Files.delete(factsBeside(SealedBackups.file(backup)));
        Files.delete(factsBeside(SealedBackups.inVault(backup)));

        CatalogueRebuilt answer = rebuild("bare", 1);

        assertThat(answer.held()).isEqualTo(1);
        patiently().until(() -> shownByHttp.state(backup.backup()).equals("completed"));
        patiently()
                .untilAsserted(() -> assertThat(shownByHttp
                                .get("/backups/" + backup.backup())
                                .path("held")
                                .path("by")
                                .asText())
                        .isEqualTo("holdfast"));
    }

    @Test
    void a_manifest_of_another_artifact_is_a_finding_and_no_backup() throws IOException {
        BackupCompleted backup = backups.local("lied-to", Duration.ofDays(3));
        Path manifest = Path.of(SealedBackups.file(backup) + ".manifest.json");
        ObjectNode lie = (ObjectNode) Json.mapper().readTree(Files.readString(manifest));
        ((ObjectNode) lie.path("artifact")).put("file", "lied-to_full_20200101_000000.dump");
        Files.writeString(manifest, lie.toString());

        CatalogueRebuilt answer = rebuild("lied-to", 1);

        assertThat(answer.backups()).isZero();
        assertThat(answer.findings()).extracting(Finding::code).containsExactly("manifest_of_another");
    }

    @Test
    void a_foreign_dump_is_imported_and_copied_off_the_host() throws IOException {
        String file = "pre_migration_20261101_020000.dump";
        Artifacts.write(file, ForeignDump.bytes());
        ImportRequested request = new ImportRequested("imported", "local", file, null, "before 7.2", "jo");

        log.publish(request);

        patiently().until(() -> !log.published(BackupImported.class, "imported").isEmpty());
        BackupImported imported =
                log.published(BackupImported.class, "imported").getFirst();
        assertThat(imported.startedAt()).isEqualTo(Instant.parse("2026-11-01T02:00:00Z"));
        assertThat(imported.label()).isEqualTo("before 7.2");
        assertThat(TestInfrastructure.backups().resolve(file + ".manifest.json"))
                .content()
                .contains("powernode_production", "17.2");
        assertThat(TestInfrastructure.backups().resolve(file + ".sha256"))
                .content()
                .contains(file);
        patiently().until(() -> !log.published(BackupCopied.class, "imported").isEmpty());
        Path copy = CopyProfile.folder().resolve("imported_full_20261101_020000.dump");
        assertThat(copy).hasSameBinaryContentAs(TestInfrastructure.backups().resolve(file));
        assertThat(Path.of(copy + ".manifest.json")).content().doesNotContain(file);
        log.publish(request);
        patiently().until(() -> log.published(BackupImported.class, "imported").size() == 2);
        assertThat(new HashSet<>(log.published(BackupImported.class, "imported")))
                .hasSize(1);
        assertThat(shownByHttp.get("/backups?database=imported")).hasSize(1);
    }

    @Test
    void a_file_that_is_not_a_dump_is_rejected() {
        Artifacts.write("notes.txt", new byte[100]);

        log.publish(new ImportRequested("foreign", "local", "notes.txt", null, null, "jo"));
        log.publish(new ImportRequested("foreign", "local", "../../etc/passwd", null, null, "jo"));
        log.publish(new ImportRequested("foreign", "elsewhere", "a.dump", null, null, "jo"));
        log.publish(new ImportRequested("foreign", "local", "not-there.dump", null, null, "jo"));

        patiently().until(() -> log.published(RequestRejected.class, "foreign").size() == 4);
        assertThat(log.published(RequestRejected.class, "foreign"))
                .extracting(RequestRejected::message)
                .satisfiesExactly(
                        one -> assertThat(one).contains("custom format"),
                        two -> assertThat(two).contains("not a valid file name"),
                        three -> assertThat(three).contains("local, vault"),
                        four -> assertThat(four).contains("is missing or incomplete"));
    }

    /** A backup with two copies, verified, held and promoted, with facts files beside its copies. */
    private BackupCompleted lived(String database) {
        BackupCompleted backup = backups.local(database, Duration.ofDays(2));
        log.publish(backup);
        patiently().until(() -> !log.published(BackupCopied.class, database).isEmpty());
        BackupCopyRecord copy =
                log.published(BackupCopied.class, database).getFirst().copy();
        log.publish(new BackupVerified(
                backup.backup(),
                backup.database(),
                backup.kind(),
                UUID.randomUUID(),
                VerificationLevel.L2,
                List.of(backup.copies().getFirst().ref(), copy.ref()),
                List.of()));
        log.publish(new BackupPromoted(backup.backup(), backup.database(), "monthly", MONTH_ENDS));
        log.publish(new BackupHeld(backup.backup(), backup.database(), "jo", "audit"));
        for (Path file : List.of(SealedBackups.file(backup), SealedBackups.inVault(backup))) {
            patiently()
                    .until(() -> Files.exists(factsBeside(file))
                            && facts(file).path("held").has("by"));
        }
        return backup;
    }

    private CatalogueRebuilt rebuild(String database, int times) {
        log.publish(new RebuildRequested(database, "jo"));
        patiently().until(() -> log.published(CatalogueRebuilt.class, database).size() == times);
        return log.published(CatalogueRebuilt.class, database).getLast();
    }

    /** Deletes all records of the database. The event log is not read again. */
    private void forget(String database) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from facts_due; delete from facts_written;"
                    + " delete from backup where database = '" + database + "'");
        }
    }

    /** What an operator sees, without the history. */
    private static JsonNode seen(JsonNode backup) {
        ObjectNode seen = backup.deepCopy();
        seen.remove(List.of("history", "request", "completedAt", "label", "reason", "expiresAt", "protectedAt"));
        return seen;
    }

    private static Path factsBeside(Path artifact) {
        return Path.of(artifact + ".facts.json");
    }

    private static JsonNode facts(Path artifact) {
        try {
            return Json.mapper().readTree(Files.readString(factsBeside(artifact)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode without(JsonNode object, String field) {
        ObjectNode rest = object.deepCopy();
        rest.remove(field);
        return rest;
    }
}
