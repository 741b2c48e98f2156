package io.holdfast.verify.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Level;
import io.holdfast.verify.verifying.Trusting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The trusted level of each database. */
@ApplicationScoped
public class TrustedLevels implements Trusting {

    private final Map<String, Level> levels = new HashMap<>();

    /** @throws IllegalArgumentException if a level is neither L1 nor L2 */
    TrustedLevels(VerifySettings settings) {
        settings.databases().forEach((id, database) -> {
            if (database.trustedLevel() != Level.L1 && database.trustedLevel() != Level.L2) {
                throw new IllegalArgumentException("holdfast.databases." + id + ".trusted-level is "
                        + database.trustedLevel() + ": expected L1 or L2, the levels that a completion reaches");
            }
            levels.put(id, database.trustedLevel());
        });
    }

    @Override
    public Level trustedLevel(DatabaseId database) {
        return levels.getOrDefault(database.value(), Level.L2);
    }
}
