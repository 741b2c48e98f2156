package io.holdfast.retention;

import static io.holdfast.retention.TestTimeouts.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.FileModes;
import io.holdfast.store.InitDestinationResult;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rebuilds the catalog from buckets whose settings are written in different ways. Long, because it starts a separate
 * service and storage.
 */
@SuppressWarnings("NullAway.Init") // Quarkus fills a test's fields in
@Tag("long")
@QuarkusTest
@TestProfile(RebuildFromBucketsIT.Profile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "retention"))
class RebuildFromBucketsIT {

    @TestHTTPResource
    URI http;

    @Inject
    ConfiguredDestinations destinations;

    private final TestLog log = new TestLog();

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OddBuckets.class));
        }
    }

    @BeforeEach
    void the_local_directory_is_a_destination_too() {
        assertThat(new LocalDirectory("local", TestInfrastructure.backups(), FileModes.OWNER).initialise())
                .isNotInstanceOf(InitDestinationResult.Refused.class);
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** The same settings write and find each copy. */
    @Test
    void backups_in_buckets_with_odd_endpoints_and_prefixes_are_found() {
        BackupId backup = new BackupId(UUID.randomUUID());
        ArtifactName name = new ArtifactName(
                new DatabaseId(OddBuckets.DATABASE), BackupKind.FULL, Instant.parse("2026-10-01T02:00:00Z"));
        OddBuckets.ALL.forEach(id -> SealedBackups.seal(destinations.named(id).orElseThrow(), name, backup));

        log.publish(new RebuildRequested(OddBuckets.DATABASE, "jo"));

        patiently()
                .until(() -> !log.published(CatalogueRebuilt.class, OddBuckets.DATABASE)
                        .isEmpty());
        CatalogueRebuilt answer =
                log.published(CatalogueRebuilt.class, OddBuckets.DATABASE).getFirst();
        assertThat(answer.findings()).isEmpty();
        assertThat(List.of(answer.backups(), answer.added(), answer.held())).containsExactly(1, 1, 1);
        assertThat(log.published(BackupImported.class, OddBuckets.DATABASE))
                .singleElement()
                .satisfies(imported -> assertThat(imported.copies())
                        .extracting(BackupCopyRecord::destination)
                        .containsExactlyElementsOf(OddBuckets.ALL));
        patiently()
                .untilAsserted(() -> assertThat(new ShownByHttp(http).check("destination odd-whole"))
                        .contains("reachable, credentials accepted; it refuses checksum headers"));
    }
}
