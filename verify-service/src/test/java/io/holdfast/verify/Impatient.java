package io.holdfast.verify;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Everything that is waited for comes soon. */
public final class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "holdfast.verify.poll", "PT0.1S",
                "holdfast.verify.heartbeat", "PT0.5S",
                "holdfast.verify.lease", "PT5S",
                "holdfast.verify.retry.first", "PT0.5S",
                "holdfast.verify.retry.longest", "PT1S");
    }
}
