package io.holdfast.retention.worker;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent.CatalogueDiverged;
import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.postgres.KnownMissingCopyRepository;
import io.holdfast.retention.storage.DestinationScanResult;
import io.holdfast.retention.storage.ScanDestinations;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Scans regularly, and publishes CatalogueDiverged if the differences have changed since the last scan. */
@ApplicationScoped
public class StorageScanScheduler {

    private static final Logger LOG = Logger.getLogger(StorageScanScheduler.class);

    /** Limits the size of the event. The service's own report contains all findings. */
    private static final int FINDINGS = 50;

    private final EventLogCatchUpGate catchUpGate;
    private final ScanDestinations scanning;
    private final TransactionRunner transactions;
    private final KnownMissingCopyRepository known;
    private final EventPublisher log;
    private volatile @Nullable DestinationScanResult last;

    StorageScanScheduler(
            EventLogCatchUpGate catchUpGate,
            ScanDestinations scanning,
            TransactionRunner transactions,
            KnownMissingCopyRepository known,
            EventPublisher log) {
        this.catchUpGate = catchUpGate;
        this.scanning = scanning;
        this.transactions = transactions;
        this.known = known;
        this.log = log;
    }

    /** Empty until the first scan, which runs soon after the event log was read to its end. */
    public Optional<DestinationScanResult> last() {
        return Optional.ofNullable(last);
    }

    /** The first scan waits for the replay, so it is tried every second. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void first() {
        if (last == null) {
            scan();
        }
    }

    @Scheduled(every = "${holdfast.retention.scan-every:10m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void scan() {
        if (!catchUpGate.isComplete()) {
            return;
        }
        try {
            DestinationScanResult scan = scanning.run();
            report(scan);
            last = scan;
        } catch (RuntimeException e) {
            if (CatalogueSqlErrorClassifier.isCauseOf(e)) {
                LOG.warnf("The scan waits for the catalog database: %s", e.getMessage());
            } else {
                LOG.error("The scan failed", e);
            }
        }
    }

    private void report(DestinationScanResult scan) {
        scan.troubles()
                .forEach(unreadableDestination -> LOG.warnf(
                        "%s cannot be scanned: %s",
                        unreadableDestination.destination(), unreadableDestination.message()));
        List<DestinationScanResult.Orphan> before =
                last().map(DestinationScanResult::orphans).orElse(List.of());
        scan.orphans().stream()
                .limit(FINDINGS)
                .filter(orphan -> !before.contains(orphan))
                .forEach(orphan -> LOG.warnf(
                        "unknown file %s/%s (%d bytes); it is left alone",
                        orphan.destination(), orphan.file(), orphan.bytes()));
        if (scan.troubles().isEmpty()) {
            transactions.inOne(() -> publishNewFindings(scan));
        }
    }

    /**
     * A difference between a destination and the records.
     *
     * @param name identifies the difference, so that it is published once
     */
    private record Divergence(DatabaseId database, String name, Finding finding) {}

    private static List<Divergence> divergences(DestinationScanResult scan) {
        List<Divergence> all = new ArrayList<>();
        scan.losses()
                .forEach(loss -> all.add(new Divergence(
                        loss.database(),
                        loss.destination() + "/" + loss.artifact(),
                        new Finding(
                                "artifact_missing",
                                loss.artifact() + " of backup " + loss.backup() + " (" + loss.state()
                                        + ") is missing at '" + loss.destination() + "'"))));
        scan.contradictions()
                .forEach(one -> all.add(new Divergence(
                        one.database(),
                        one.destination() + "/" + one.artifact() + " " + one.code(),
                        new Finding(one.code(), one.text()))));
        return all;
    }

    private boolean publishNewFindings(DestinationScanResult scan) {
        Map<DatabaseId, SortedSet<String>> before = known.all();
        Map<DatabaseId, List<Divergence>> now = new HashMap<>();
        before.keySet().forEach(database -> now.put(database, new ArrayList<>()));
        divergences(scan)
                .forEach(one -> now.computeIfAbsent(one.database(), database -> new ArrayList<>())
                        .add(one));
        now.forEach((database, divergences) -> {
            SortedSet<String> names = new TreeSet<>();
            divergences.forEach(one -> names.add(one.name()));
            if (!names.equals(before.getOrDefault(database, new TreeSet<>()))) {
                known.save(database, names);
                if (!names.isEmpty()) {
                    announce(database, divergences, scan);
                }
            }
        });
        return true;
    }

    private void announce(DatabaseId database, List<Divergence> divergences, DestinationScanResult scan) {
        List<Finding> findings = new ArrayList<>();
        divergences.stream().limit(FINDINGS).forEach(one -> findings.add(one.finding()));
        if (divergences.size() > FINDINGS) {
            findings.add(new Finding("more", (divergences.size() - FINDINGS) + " more findings"));
        }
        findings.forEach(finding -> LOG.errorf("%s: %s", database, finding.text()));
        log.publish(
                NameBasedUuid.of("diverged", database.value(), scan.at().toString()),
                new CatalogueDiverged(database, findings));
    }
}
