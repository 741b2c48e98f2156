package io.holdfast.verify.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.VerificationLevel;
import io.holdfast.verify.verifying.TrustedLevelPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The configured trusted level of each database. */
@ApplicationScoped
public class ConfiguredTrustedLevelPolicy implements TrustedLevelPolicy {

    private final Map<String, VerificationLevel> levels = new HashMap<>();

    /** @throws IllegalArgumentException if a level is neither L1 nor L2 */
    ConfiguredTrustedLevelPolicy(VerifySettings settings) {
        settings.databases().forEach((id, database) -> {
            if (database.trustedLevel() != VerificationLevel.L1 && database.trustedLevel() != VerificationLevel.L2) {
                throw new IllegalArgumentException("holdfast.databases." + id + ".trusted-level is "
                        + database.trustedLevel() + ": expected L1 or L2, the levels of the first verification");
            }
            levels.put(id, database.trustedLevel());
        });
    }

    @Override
    public VerificationLevel trustedLevel(DatabaseId database) {
        return levels.getOrDefault(database.value(), VerificationLevel.L2);
    }
}
