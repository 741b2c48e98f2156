package io.holdfast.retention;

import io.holdfast.localstack.testing.RequestRejectingS3Proxy;
import io.holdfast.localstack.testing.RequestRejectingS3Proxy.Refused;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Buckets of one database, {@link #DATABASE}, with the variants of endpoints and prefixes that users write.
 * {@code odd-whole} rejects checksum headers.
 */
public final class OddBuckets implements QuarkusTestResourceLifecycleManager {

    static final String DATABASE = "as-written";

    /** Ids of the destinations. */
    static final List<String> ALL = List.of("odd-dots", "odd-path", "odd-whole");

    private static final String BASE = "/some/path";

    private final List<RequestRejectingS3Proxy> fronts = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        URI storage = TestInfrastructure.versionedStorage().endpoint();
        RequestRejectingS3Proxy below = new RequestRejectingS3Proxy(storage, BASE);
        RequestRejectingS3Proxy strict = new RequestRejectingS3Proxy(
                storage,
                request -> request.hasSums() ? Optional.of(new Refused(400, "InvalidArgument")) : Optional.empty());
        fronts.addAll(List.of(below, strict));
        String endpoint = below.address() + BASE;
        Map<String, String> settings = new HashMap<>();
        bucket(settings, "odd-path", "", endpoint + "/", "backups");
        bucket(settings, "odd-dots", ".example.org", endpoint, "env=prod/daily/");
        bucket(settings, "odd-whole", "", strict.address() + "/ ", "");
        settings.put("holdfast.databases." + DATABASE + ".name", DATABASE);
        settings.put("holdfast.retention.every", "0.2s");
        settings.put("quarkus.http.test-port", "0");
        settings.put("holdfast.databases." + DATABASE + ".destinations", String.join(",", ALL));
        return settings;
    }

    private static void bucket(Map<String, String> settings, String id, String end, String endpoint, String prefix) {
        String bucket = "b-" + UUID.randomUUID() + end;
        put(bucket, BodyPublishers.noBody());
        if (prefix.equals("backups")) {
            // A file of a folder whose name begins like ours.
            String strange = DATABASE + "_full_20260101_000000.dump.manifest.json";
            put(bucket + "/backups-old/" + strange, BodyPublishers.ofString("no manifest"));
        }
        String one = "holdfast.destinations." + id + ".";
        settings.put(one + "endpoint", endpoint);
        settings.put(one + "bucket", bucket);
        settings.put(one + "prefix", prefix);
        settings.put(one + "access-key", "KEY");
        settings.put(one + "secret-key", "SECRET");
    }

    private static void put(String path, BodyPublisher body) {
        URI address = URI.create(TestInfrastructure.versionedStorage().endpoint() + "/" + path);
        try {
            int status = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).PUT(body).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IllegalStateException(path + ": " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        fronts.forEach(RequestRejectingS3Proxy::close);
    }
}
