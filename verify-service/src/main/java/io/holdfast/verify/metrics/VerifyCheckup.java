package io.holdfast.verify.metrics;

import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.store.Listing;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Unavailable;
import io.holdfast.verify.storage.Destinations;
import io.holdfast.verify.storage.Programs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a verification needs: a pg_restore, and destinations that can be read. */
@ApplicationScoped
class VerifyCheckup implements Checkup {

    private final Programs programs;
    private final Destinations destinations;

    VerifyCheckup(Programs programs, Destinations destinations) {
        this.programs = programs;
        this.destinations = destinations;
    }

    @Override
    public List<Check> look() {
        List<Check> checks = new ArrayList<>();
        checks.add(pgRestore(programs.all()));
        destinations.all().forEach(destination -> checks.add(readable(destination)));
        return checks;
    }

    private static Check pgRestore(List<ClientPrograms> installed) {
        String versions = installed.stream()
                .map(found -> found.version().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return installed.isEmpty()
                ? Check.fail(
                        "pg_restore",
                        "is not installed, so that nothing can be verified beyond its checksum",
                        "Install postgresql-client, at least as new as the servers that are backed up.")
                : Check.ok("pg_restore", "versions " + versions);
    }

    private static Check readable(LocalDirectory destination) {
        String name = "destination " + destination.id();
        return switch (destination.list()) {
            case Listing.Listed listed -> Check.ok(name, listed.files().size() + " files");
            case Unavailable away ->
                Check.fail(name, away.reason(), "Until then verifications are inconclusive and tried again.");
        };
    }
}
