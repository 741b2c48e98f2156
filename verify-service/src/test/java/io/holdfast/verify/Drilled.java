package io.holdfast.verify;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** As {@link Impatient}, for tests with a scratch server. */
public final class Drilled implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(new Impatient().getConfigOverrides());
        settings.put("holdfast.verify.probe-every", "PT10S");
        return settings;
    }
}
