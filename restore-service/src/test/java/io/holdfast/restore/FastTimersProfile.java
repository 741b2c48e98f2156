package io.holdfast.restore;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Sets short intervals for all periodic tasks. */
public final class FastTimersProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "holdfast.restore.poll", "PT0.1S",
                "holdfast.restore.heartbeat", "PT0.5S",
                "holdfast.restore.lease", "PT5S");
    }
}
