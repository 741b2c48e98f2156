package io.holdfast.retention.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.settings.RetentionSettings.OfDatabase;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configured policies; a setting out of range stops the service at its start, with a sentence that says which. */
@Startup
@ApplicationScoped
class ConfiguredPolicies implements Policies {

    private final Map<DatabaseId, RetentionPolicy> policies = new TreeMap<>();

    ConfiguredPolicies(RetentionSettings settings) {
        settings.databases().forEach((id, database) -> {
            RetentionPolicy policy = policy(new DatabaseId(id), database, settings);
            policies.put(policy.database(), policy);
        });
    }

    private static RetentionPolicy policy(DatabaseId id, OfDatabase database, RetentionSettings settings) {
        return new RetentionPolicy(
                id,
                Duration.ofDays(database.retentionDays().orElse(settings.retentionDays())),
                database.minimumVerified().orElse(settings.retention().minimumVerified()),
                Duration.ofDays(
                        database.inspectionDays().orElse(settings.retention().inspectionDays())));
    }

    @Override
    public Optional<RetentionPolicy> of(DatabaseId database) {
        return Optional.ofNullable(policies.get(database));
    }

    @Override
    public List<RetentionPolicy> all() {
        return List.copyOf(policies.values());
    }
}
