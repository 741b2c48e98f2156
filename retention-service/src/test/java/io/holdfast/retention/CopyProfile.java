package io.holdfast.retention;

import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.FileModes;
import io.holdfast.store.InitDestinationResult;
import io.holdfast.store.LocalDirectory;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service with two directories as destinations; one of them counts as off-site. */
public final class CopyProfile implements QuarkusTestProfile {

    static final List<String> DATABASES = List.of(
            "caught-up",
            "adopted",
            "swept",
            "damaged",
            "second-name",
            "away",
            "remade",
            "proven",
            "remembered",
            "rebuilt",
            "bare",
            "lied-to",
            "imported",
            "foreign");

    /**
     * The service does not promote backups of these databases, so that the tests control the promotions. Otherwise it
     * would promote a backup some time after its verification, on days on which the backup is of the current week.
     */
    private static final List<String> REMEMBERED = List.of("remembered", "rebuilt", "bare");

    @Override
    public Map<String, String> getConfigOverrides() {
        if (vault().initialise() instanceof InitDestinationResult.Refused refused) {
            throw new IllegalStateException(refused.reason());
        }
        Map<String, String> settings = new HashMap<>();
        DATABASES.forEach(database -> settings.put("holdfast.databases." + database + ".name", database));
        REMEMBERED.forEach(database -> {
            settings.put("holdfast.databases." + database + ".retention-weeks", "0");
            settings.put("holdfast.databases." + database + ".retention-months", "0");
        });
        settings.put("holdfast.destinations.vault.path", folder().toString());
        settings.put("holdfast.destinations.vault.off-site", "true");
        settings.put("holdfast.retention.every", "0.2s");
        settings.put("holdfast.retention.scan-every", "1h");
        settings.put("holdfast.retention.facts-every", "0.2s");
        settings.put("holdfast.retention.copying.every", "0.2s");
        settings.put("holdfast.retention.copying.lease", "5s");
        settings.put("holdfast.retention.copying.retry-after", "1s");
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    static Path folder() {
        return TestInfrastructure.backups().resolveSibling("vault");
    }

    static LocalDirectory vault() {
        return new LocalDirectory("vault", folder(), FileModes.OWNER);
    }
}
