package io.holdfast.localstack;

import java.util.Map;

/** The off-site destination of the stack: a bucket on a separate server. */
final class OffSiteBucket {

    private static final String BUCKET = "holdfast";
    private static final String SETTINGS = "holdfast.destinations.offsite.";

    private OffSiteBucket() {}

    /** The settings of this destination, for a service that reads or writes copies. */
    static Map<String, String> settings(LocalS3Server server) {
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
