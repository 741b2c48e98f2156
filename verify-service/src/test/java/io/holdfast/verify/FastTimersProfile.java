package io.holdfast.verify;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Sets short intervals for all periodic tasks. */
public final class FastTimersProfile implements QuarkusTestProfile {

    /** The key of this installation. It has one place, because two class loaders read it. */
    static final Path FINGERPRINT_KEY = Path.of("target", "fingerprint-key").toAbsolutePath();

    static final String FINGERPRINT_KEY_TEXT = "a-key-of-an-installation-that-tests-make";

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Files.writeString(FINGERPRINT_KEY, FINGERPRINT_KEY_TEXT + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "holdfast.verify.fingerprint-key-file", FINGERPRINT_KEY.toString(),
                "quarkus.http.test-port", "0",
                "holdfast.verify.poll", "PT0.1S",
                "holdfast.verify.heartbeat", "PT0.5S",
                "holdfast.verify.lease", "PT30S",
                "holdfast.verify.retry.first", "PT0.5S",
                "holdfast.verify.retry.longest", "PT1S");
    }
}
