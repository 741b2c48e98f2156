package io.holdfast.scheduler.ticking;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service ticks when the test says so. */
public final class ByHand implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.scheduler.enabled", "false",
                "quarkus.http.test-port", "0",
                "holdfast.databases.app.host", "db.example",
                "holdfast.databases.app.schedules.schema_only", "none");
    }
}
