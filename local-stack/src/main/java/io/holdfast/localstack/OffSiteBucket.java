package io.holdfast.localstack;

import java.util.Map;

/** The destination that stands for another place: a bucket on a server of its own. */
final class OffSiteBucket {

    private static final String BUCKET = "holdfast";
    private static final String SETTINGS = "holdfast.destinations.offsite.";

    private OffSiteBucket() {}

    /** What a service that reads or writes copies has to know of it. */
    static Map<String, String> settings(S3Server server) {
        server.createBucket(BUCKET);
        return Map.of(
                SETTINGS + "bucket",
                BUCKET,
                SETTINGS + "prefix",
                "backups/",
                SETTINGS + "endpoint",
                server.endpoint().toString(),
                SETTINGS + "path-style",
                "true",
                SETTINGS + "access-key",
                server.accessKey(),
                SETTINGS + "secret-key",
                server.secretKey());
    }
}
