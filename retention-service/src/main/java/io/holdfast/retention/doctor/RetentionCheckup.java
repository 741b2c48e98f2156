package io.holdfast.retention.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.retention.expiring.AnnounceExpiry.Result;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.TrustedClock;
import io.holdfast.retention.postgres.BackupStatistics;
import io.holdfast.retention.worker.RetentionOutcomeReporter;
import io.holdfast.retention.worker.StorageScanScheduler;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the retention policies and everything that prevents them from being carried out. */
@ApplicationScoped
class RetentionCheckup implements Checkup {

    private final RetentionPolicies policies;
    private final TrustedClock trustedClock;
    private final ConfiguredDestinations destinations;
    private final RetentionOutcomeReporter retentionReporter;
    private final StorageScanScheduler scanScheduler;
    private final BackupStatistics figures;

    RetentionCheckup(
            RetentionPolicies policies,
            TrustedClock trustedClock,
            ConfiguredDestinations destinations,
            RetentionOutcomeReporter retentionReporter,
            StorageScanScheduler scanScheduler,
            BackupStatistics figures) {
        this.policies = policies;
        this.trustedClock = trustedClock;
        this.destinations = destinations;
        this.retentionReporter = retentionReporter;
        this.scanScheduler = scanScheduler;
        this.figures = figures;
    }

    @Override
    public List<DoctorCheckResult> check() {
        List<DoctorCheckResult> checks = new ArrayList<>();
        policies.all().forEach(policy -> checks.add(policy(policy)));
        policies.all().stream().flatMap(policy -> tiers(policy).stream()).forEach(checks::add);
        destinations.all().forEach(destination -> checks.add(destination(destination)));
        checks.add(trustedClock
                .disagreement()
                .map(why ->
                        DoctorCheckResult.fail("clocks", why, "Nothing is deleted until the clocks agree. Check NTP."))
                .orElseGet(() -> DoctorCheckResult.ok("clocks", "agree within the tolerance")));
        checks.add(scan());
        checks.addAll(suspicions());
        return checks;
    }

    private DoctorCheckResult policy(RetentionPolicy policy) {
        String name = "retention of " + policy.database();
        return switch (retentionReporter.lastOf(policy.database()).orElseGet(Result.NothingDue::new)) {
            case Result.NothingDue none -> DoctorCheckResult.ok(name, policy.inWords());
            case Result.Announced announced -> DoctorCheckResult.ok(name, policy.inWords());
            case Result.Withheld withheld ->
                DoctorCheckResult.warn(
                        name,
                        policy.inWords() + "; a plan to delete " + withheld.backups()
                                + " backups at once waits for an approval",
                        "Review it with 'holdfast plan'. To approve it, run 'holdfast approve " + withheld.plan()
                                + "'.");
            case Result.Blocked blocked ->
                DoctorCheckResult.fail(
                        name,
                        policy.inWords() + "; nothing is deleted: " + blocked.why(),
                        "Resolve the problem. The service then plans again automatically.");
        };
    }

    /** Not a warning: an installation may intentionally have one host only. */
    private static Optional<DoctorCheckResult> tiers(RetentionPolicy policy) {
        return policy.remark().map(remark -> DoctorCheckResult.ok("tiers of " + policy.database(), remark));
    }

    private static DoctorCheckResult destination(Destination destination) {
        String name = "destination " + destination.id();
        return switch (destination.freeSpace()) {
            case FreeSpace.Free free ->
                DoctorCheckResult.ok(
                        name,
                        destination.described(
                                free.bytes() == Long.MAX_VALUE
                                        ? "reachable, credentials accepted"
                                        : "readable, " + free.bytes() / (1 << 20) + " MiB free"));
            case DestinationUnavailableResult away ->
                DoctorCheckResult.fail(
                        name,
                        away.reason(),
                        "While the destination is unreachable, none of its copies are deleted or reported as lost.");
        };
    }

    private DoctorCheckResult scan() {
        return scanScheduler
                .last()
                .map(scan -> {
                    String found = scan.orphans().size() + " unknown files, "
                            + scan.losses().size() + " copies whose files are missing";
                    if (!scan.losses().isEmpty()) {
                        return DoctorCheckResult.fail(
                                "scan", found, "See GET /scan, and find out what deleted the files.");
                    }
                    if (!scan.contradictions().isEmpty()) {
                        return DoctorCheckResult.fail(
                                "scan",
                                found + ", " + scan.contradictions().size() + " copies that differ from their records",
                                "See GET /scan, and find out what changed the files.");
                    }
                    return scan.orphans().isEmpty()
                            ? DoctorCheckResult.ok("scan", found)
                            : DoctorCheckResult.warn(
                                    "scan", found, "See GET /scan. Remove the files manually if you do not need them.");
                })
                .orElseGet(() ->
                        DoctorCheckResult.warn("scan", "no scan yet", "The first scan runs soon after the start."));
    }

    private List<DoctorCheckResult> suspicions() {
        return figures.groups().stream()
                .filter(group -> group.state().equals("suspected"))
                .map(group -> DoctorCheckResult.warn(
                        "suspicions about " + group.database(),
                        group.backups() + " " + group.kind()
                                + " backups are suspected and kept until an operator reviews them",
                        "Run 'holdfast list --state suspected', then 'holdfast accept' or 'holdfast verify'."))
                .toList();
    }
}
