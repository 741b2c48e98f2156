package io.holdfast.verify;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** As {@link FastTimersProfile}, for tests with a scratch server. */
public final class DrillProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(new FastTimersProfile().getConfigOverrides());
        settings.put("holdfast.verify.probe-every", "PT10S");
        return settings;
    }
}
