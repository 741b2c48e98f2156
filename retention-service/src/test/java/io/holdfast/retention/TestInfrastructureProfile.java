package io.holdfast.retention;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One service for all integration tests. Each test uses a separate database. */
public final class TestInfrastructureProfile implements QuarkusTestProfile {

    static final List<String> DATABASES = List.of(
            "daily",
            "held",
            "resumed",
            "halfway",
            "skewed",
            "replayed",
            "lost",
            "corrected",
            "flooded",
            "asked",
            "shown",
            "measured");

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        DATABASES.forEach(database -> settings.put("holdfast.databases." + database + ".name", database));
        settings.put("holdfast.retention.every", "0.2s");
        settings.put("holdfast.retention.scan-every", "1s");
        settings.put("holdfast.retention.orphan-grace", "2s");
        settings.put("holdfast.retention.rereading-valid-for", "1s");
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }
}
