package io.holdfast.verify;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Starts no workers, so that a test can act as the workers. */
public final class WithoutWorkersProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.http.test-port", "0", "holdfast.verify.workers", "0", "holdfast.verify.poll", "PT0.1S");
    }
}
