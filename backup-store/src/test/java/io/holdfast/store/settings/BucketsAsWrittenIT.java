package io.holdfast.store.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.S3MockServer;
import io.holdfast.localstack.testing.RequestRejectingS3Proxy;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.ListStoredFilesResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.SampleArtifacts;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StoredFile;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bucket settings as people write them: what one service writes, another one reads and lists, under the intended keys. */
class BucketsAsWrittenIT {

    private static final S3MockServer SERVER = TestInfrastructure.versionedStorage();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // base path, endpoint's end, bucket's end, prefix, path style, start of the names in the bucket
                "'', '', '', backups/, true, backups/",
                "'', /, '', backups/, true, backups/",
                "/some/path, /some/path, '', backups, true, backups/",
                "/some/path, /some/path/, '', backups, true, backups/",
                "'', '', '', backups, true, backups/",
                "'', '', '', env=prod/daily, true, env=prod/daily/",
                "'', '', '', '', true, ''",
                "'', '', '', -, true, ''",
                "'', '', .example.org, backups, true, backups/",
                "'', '', .example.org, backups, false, backups/",
                "'', ' ', '', ' backups ', true, backups/"
            })
    void what_is_written_is_found_under_the_same_keys(
            String base, String end, String bucketEnd, @Nullable String prefix, String pathStyle, String meant)
            throws Exception {
        String bucket = "b-" + UUID.randomUUID() + bucketEnd;
        make(bucket);
        try (RequestRejectingS3Proxy front = new RequestRejectingS3Proxy(SERVER.endpoint(), base)) {
            Map<String, String> settings = settings(front.address() + end, bucket, prefix);
            settings.put("holdfast.destinations.offsite.path-style", pathStyle);
            seal(offsite(settings("" + front.address() + base, bucket, neighbour(meant))));

            SealArtifactResult.Sealed sealed = seal(offsite(settings));

            Destination reader = offsite(settings);
            assertThat(RehashArtifact.of(reader, SampleArtifacts.KEY))
                    .isEqualTo(new RehashArtifactResult.Hashed(
                            SampleArtifacts.KEY,
                            sealed.copy().bytes(),
                            sealed.copy().sha256()));
            assertThat(artifacts(reader)).containsExactly(SampleArtifacts.KEY.value());
            assertThat(front.requests())
                    .filteredOn(request -> request.method().equals("PUT"))
                    .extracting(RequestRejectingS3Proxy.Request::path)
                    .allMatch(path -> path.startsWith("/" + bucket + "/"))
                    .contains("/" + bucket + "/" + meant.replace("=", "%3D") + SampleArtifacts.KEY);
        }
    }

    @Test
    void an_endpoint_with_another_path_is_reported_and_nothing_is_written() throws Exception {
        String bucket = "b-" + UUID.randomUUID();
        make(bucket);
        try (RequestRejectingS3Proxy front = new RequestRejectingS3Proxy(SERVER.endpoint(), "/s3")) {
            Destination offsite = offsite(settings(front.address() + "/else", bucket, "backups"));

            assertThat(offsite.freeSpace())
                    .isEqualTo(
                            new DestinationUnavailableResult("'offsite' does not have this bucket: create it, or check"
                                    + " holdfast.destinations.offsite.bucket, .region and .endpoint"));
            assertThat(offsite.begin(SampleArtifacts.NAME)).isInstanceOf(DestinationUnavailableResult.class);
            assertThat(front.requests()).isEmpty();
        }
    }

    /** A folder with a similar name; if the whole bucket is used, a folder in it. */
    private static String neighbour(String prefix) {
        return prefix.isEmpty() ? "backups-old" : prefix.substring(0, prefix.length() - 1) + "-old";
    }

    private static void make(String bucket) throws IOException, InterruptedException {
        HttpResponse<String> made = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(SERVER.endpoint() + "/" + bucket))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    private static SealArtifactResult.Sealed seal(Destination destination) throws IOException {
        assertThat(destination.freeSpace()).isInstanceOf(FreeSpace.Free.class);
        try (ArtifactWriter writer = ((BeginWriteResult.Begun) destination.begin(SampleArtifacts.NAME)).writing()) {
            writer.stream().write(SampleArtifacts.BYTES);
            writer.finish();
            return (SealArtifactResult.Sealed) writer.seal(SampleArtifacts.companions());
        }
    }

    private static List<String> artifacts(Destination destination) {
        return ((ListStoredFilesResult.Listed) destination.list())
                .artifacts().stream().map(StoredFile::fileName).toList();
    }

    private static Map<String, String> settings(String endpoint, String bucket, @Nullable String prefix) {
        Map<String, String> settings = new HashMap<>();
        String one = "holdfast.destinations.offsite.";
        settings.put(one + "endpoint", endpoint);
        settings.put(one + "bucket", bucket);
        settings.put(one + "path-style", "true");
        settings.put(one + "access-key", "KEY");
        settings.put(one + "secret-key", "SECRET");
        if (prefix != null) {
            settings.put(one + "prefix", prefix);
        }
        return settings;
    }

    private static Destination offsite(Map<String, String> settings) {
        return new ConfiguredDestinations(new SmallRyeConfigBuilder()
                        .withMapping(DestinationSettings.class)
                        .withSources(new PropertiesConfigSource(settings, "test", 500))
                        .withConverter(Duration.class, 500, new DurationConverter())
                        .build()
                        .getConfigMapping(DestinationSettings.class))
                .named("offsite")
                .orElseThrow();
    }
}
