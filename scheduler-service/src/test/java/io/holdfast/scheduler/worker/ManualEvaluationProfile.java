package io.holdfast.scheduler.worker;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The test starts evaluations, and the timeouts of the catalog are short. */
public final class ManualEvaluationProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.datasource.jdbc.acquisition-timeout", "PT1S",
                "quarkus.scheduler.enabled", "false",
                "quarkus.http.test-port", "0",
                "holdfast.databases.app.host", "db.example",
                "holdfast.databases.app.schedules.schema_only", "none");
    }
}
