package io.holdfast.retention.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.RetentionPolicyDestination;
import io.holdfast.retention.expiring.RetentionTierPolicy;
import io.holdfast.retention.settings.RetentionSettings.OfDatabase;
import io.holdfast.store.Destination;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The configured policies. A setting that is out of range stops the service at startup, with a message that names the
 * setting.
 */
@Startup
@ApplicationScoped
class ConfiguredRetentionPolicies implements RetentionPolicies {

    private final Map<DatabaseId, RetentionPolicy> policies = new TreeMap<>();

    ConfiguredRetentionPolicies(RetentionSettings settings, ConfiguredDestinations destinations) {
        settings.databases().forEach((id, database) -> {
            DatabaseId of = new DatabaseId(id);
            policies.put(of, policy(of, database, settings, places(of, destinations)));
        });
    }

    private static List<RetentionPolicyDestination> places(DatabaseId database, ConfiguredDestinations destinations) {
        List<Destination> wanted = destinations.of(database);
        return destinations.all().stream()
                .map(one -> new RetentionPolicyDestination(
                        one.id(), one.failureDomain().isOffSite(), wanted.contains(one)))
                .toList();
    }

    private static RetentionPolicy policy(
            DatabaseId id,
            OfDatabase database,
            RetentionSettings settings,
            List<RetentionPolicyDestination> policyDestinations) {
        return new RetentionPolicy(
                id,
                Duration.ofDays(database.retentionDays().orElse(settings.retentionDays())),
                database.minimumVerified().orElse(settings.retention().minimumVerified()),
                Duration.ofDays(
                        database.inspectionDays().orElse(settings.retention().inspectionDays())),
                tiering(database, settings),
                policyDestinations);
    }

    private static RetentionTierPolicy tiering(OfDatabase database, RetentionSettings settings) {
        OptionalInt archiveAfter = database.archiveAfterDays().isPresent()
                ? database.archiveAfterDays()
                : settings.retention().archiveAfterDays();
        return new RetentionTierPolicy(
                database.retentionWeeks().orElse(settings.retentionWeeks()),
                database.retentionMonths().orElse(settings.retentionMonths()),
                database.retentionYears().orElse(settings.retentionYears()),
                database.keepLast().orElse(settings.retention().keepLast()),
                archiveAfter.isPresent() ? Duration.ofDays(archiveAfter.getAsInt()) : null,
                Duration.ofDays(
                        database.unprotectedDays().orElse(settings.retention().unprotectedDays())));
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
