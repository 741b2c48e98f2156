package io.holdfast.verify.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.verify.drilling.DrillPolicy;
import io.holdfast.verify.settings.DrillSettings.DrilledDatabase;
import io.holdfast.verify.settings.DrillSettings.Drills;
import io.holdfast.verify.settings.DrillSettings.OfDrill;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The drill policy of each database: its own settings, or else the defaults. */
@ApplicationScoped
public class ConfiguredDrillPolicies {

    private final DrillSettings settings;

    ConfiguredDrillPolicies(DrillSettings settings) {
        this.settings = settings;
    }

    public DrillPolicy of(DatabaseId database) {
        Drills all = settings.drills();
        Optional<OfDrill> own = own(database);
        return new DrillPolicy(
                own.map(OfDrill::enabled).orElse(true),
                own.flatMap(OfDrill::every).orElse(all.every()),
                own.flatMap(OfDrill::atLeast).orElse(all.atLeast()),
                own.flatMap(OfDrill::choice).orElse(all.choice()),
                own.flatMap(OfDrill::window).orElse(all.window()),
                all.againAfter());
    }

    /** The configured recovery time objective of the database. */
    public Optional<Duration> objective(DatabaseId database) {
        return own(database)
                .flatMap(OfDrill::objective)
                .or(() -> settings.drills().objective());
    }

    /** Time limit of a drill. */
    public Duration longest(DatabaseId database) {
        return own(database).flatMap(OfDrill::longest).orElse(settings.drills().longest());
    }

    /** Size limit of a drill, in bytes. */
    public OptionalLong largest(DatabaseId database) {
        OptionalLong own = own(database).map(OfDrill::largest).orElse(OptionalLong.empty());
        return own.isPresent() ? own : settings.drills().largest();
    }

    /** Number of rows above which a table is only counted. */
    public long sampleAbove(DatabaseId database) {
        OptionalLong own = own(database).map(OfDrill::sampleAbove).orElse(OptionalLong.empty());
        return own.orElse(settings.drills().sampleAbove().orElse(Long.MAX_VALUE));
    }

    /** Whether code of the database's backups may run as the administrator of the scratch server. */
    public boolean isTrusted(DatabaseId database) {
        return own(database).map(OfDrill::trusted).orElse(false);
    }

    public Drills all() {
        return settings.drills();
    }

    /** Ids of the configured databases. */
    public Set<String> configured() {
        return settings.databases().keySet();
    }

    /** The drill settings of this database alone. */
    public Optional<OfDrill> own(DatabaseId database) {
        return Optional.ofNullable(settings.databases().get(database.value())).map(DrilledDatabase::drill);
    }
}
