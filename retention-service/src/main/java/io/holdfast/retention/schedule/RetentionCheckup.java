package io.holdfast.retention.schedule;

import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.retention.expiring.AnnounceExpiry.Outcome;
import io.holdfast.retention.expiring.Clocks;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.postgres.Figures;
import io.holdfast.store.Destination;
import io.holdfast.store.Room;
import io.holdfast.store.Unavailable;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies in words, and everything that keeps them from being carried out. */
@ApplicationScoped
class RetentionCheckup implements Checkup {

    private final Policies policies;
    private final Clocks clocks;
    private final Destinations destinations;
    private final Reporting reporting;
    private final Scans scans;
    private final Figures figures;

    RetentionCheckup(
            Policies policies,
            Clocks clocks,
            Destinations destinations,
            Reporting reporting,
            Scans scans,
            Figures figures) {
        this.policies = policies;
        this.clocks = clocks;
        this.destinations = destinations;
        this.reporting = reporting;
        this.scans = scans;
        this.figures = figures;
    }

    @Override
    public List<Check> look() {
        List<Check> checks = new ArrayList<>();
        policies.all().forEach(policy -> checks.add(policy(policy)));
        policies.all().stream().flatMap(policy -> tiers(policy).stream()).forEach(checks::add);
        destinations.all().forEach(destination -> checks.add(destination(destination)));
        checks.add(clocks.disagreement()
                .map(why -> Check.fail("clocks", why, "Nothing is deleted until they agree (NTP)."))
                .orElseGet(() -> Check.ok("clocks", "agree well enough to tell how old a backup is")));
        checks.add(scan());
        checks.addAll(suspicions());
        return checks;
    }

    private Check policy(RetentionPolicy policy) {
        String name = "retention of " + policy.database();
        return switch (reporting.lastOf(policy.database()).orElseGet(Outcome.NothingDue::new)) {
            case Outcome.NothingDue none -> Check.ok(name, policy.inWords());
            case Outcome.Announced announced -> Check.ok(name, policy.inWords());
            case Outcome.Withheld withheld ->
                Check.warn(
                        name,
                        policy.inWords() + "; " + withheld.backups() + " would go at once, and that waits",
                        "Look with 'holdfast plan'; if it is what you want, approve plan " + withheld.plan() + ".");
            case Outcome.Blocked blocked ->
                Check.fail(
                        name,
                        policy.inWords() + "; nothing is deleted: " + blocked.why(),
                        "Put that right; the plan is made anew by itself.");
        };
    }

    /** Not a warning: one host may be all that is wanted, and then there is nothing to be done about it. */
    private static Optional<Check> tiers(RetentionPolicy policy) {
        return policy.remark().map(remark -> Check.ok("tiers of " + policy.database(), remark));
    }

    private static Check destination(Destination destination) {
        String name = "destination " + destination.id();
        return switch (destination.room()) {
            case Room.Free free ->
                Check.ok(
                        name,
                        destination.described(
                                free.bytes() == Long.MAX_VALUE
                                        ? "answers, and accepts the credentials"
                                        : "readable, " + free.bytes() / (1 << 20) + " MiB free"));
            case Unavailable away -> Check.fail(name, away.reason(), "Nothing is concluded or deleted meanwhile.");
        };
    }

    private Check scan() {
        return scans.last()
                .map(scan -> {
                    String found = scan.orphans().size() + " files known to nobody, "
                            + scan.losses().size() + " backups whose files are gone";
                    if (!scan.losses().isEmpty()) {
                        return Check.fail("scan", found, "See GET /scan; find out who deleted them.");
                    }
                    if (!scan.contradictions().isEmpty()) {
                        return Check.fail(
                                "scan",
                                found + ", " + scan.contradictions().size() + " copies that are not as the books say",
                                "See GET /scan; find out who changed them.");
                    }
                    return scan.orphans().isEmpty()
                            ? Check.ok("scan", found)
                            : Check.warn("scan", found, "See GET /scan; remove them by hand if nobody wants them.");
                })
                .orElseGet(() -> Check.warn("scan", "none yet", "It follows soon after the start."));
    }

    private List<Check> suspicions() {
        return figures.groups().stream()
                .filter(group -> group.state().equals("suspected"))
                .map(group -> Check.warn(
                        "suspicions about " + group.database(),
                        group.backups() + " " + group.kind() + " backups are suspected and kept until somebody looks",
                        "See 'holdfast list --state suspected', then 'holdfast accept' or 'holdfast verify'."))
                .toList();
    }
}
