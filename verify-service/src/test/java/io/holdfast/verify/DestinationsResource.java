package io.holdfast.verify;

import io.holdfast.localstack.LocalS3Server;
import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Adds to {@code local} a directory {@code vault}, a bucket {@code offsite}, and keys. */
public final class DestinationsResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createDirectories(TestInfrastructure.backups().resolveSibling("places"));
            LocalS3Server server = LocalS3Server.start(folder.resolve("s3"));
            server.createBucket("backups");
            Path key = folder.resolve("key.txt");
            return Map.ofEntries(
                    Map.entry(
                            "holdfast.destinations.vault.path",
                            folder.resolve("vault").toString()),
                    Map.entry("holdfast.destinations.offsite.bucket", "backups"),
                    Map.entry("holdfast.destinations.offsite.prefix", "holdfast/"),
                    Map.entry(
                            "holdfast.destinations.offsite.endpoint",
                            server.endpoint().toString()),
                    Map.entry("holdfast.destinations.offsite.path-style", "true"),
                    Map.entry("holdfast.destinations.offsite.access-key", server.accessKey()),
                    Map.entry("holdfast.destinations.offsite.secret-key", server.secretKey()),
                    Map.entry("holdfast.encryption.recipients", AgeEncryptionFixture.generate(key)),
                    Map.entry("holdfast.encryption.identity-file", key.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
