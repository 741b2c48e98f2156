package io.holdfast.verify;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** Configures no key. For one database, checksums are sufficient. */
public final class WithoutKeyProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(new FastTimersProfile().getConfigOverrides());
        settings.put("holdfast.databases.trusting.trusted-level", "L1");
        return settings;
    }
}
