package io.holdfast.dump.doctor;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.storage.ArtifactNameReconciler;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.ListStoredFilesResult;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Checks the destinations: availability, free space, and unknown files. */
@ApplicationScoped
class DestinationCheckup implements Checkup {

    private static final int MAX_EXAMPLES = 5;

    private final ConfiguredDestinations destinations;
    private final ArtifactNameReconciler reservations;
    private final long keepFree;

    DestinationCheckup(
            ConfiguredDestinations destinations, ArtifactNameReconciler reservations, DumpSettings settings) {
        this.destinations = destinations;
        this.reservations = reservations;
        this.keepFree = settings.dump().keepFreeBytes();
    }

    @Override
    public List<DoctorCheckResult> check() {
        return destinations.all().parallelStream()
                .flatMap(destination -> check(destination).stream())
                .toList();
    }

    private List<DoctorCheckResult> check(Destination destination) {
        String name = "destination " + destination.id();
        return switch (destination.freeSpace()) {
            case DestinationUnavailableResult away ->
                List.of(DoctorCheckResult.fail(name, "not available", away.reason()));
            case FreeSpace.Free free ->
                destination instanceof LocalDirectory directory
                        ? List.of(freeSpace(name, free), files(name + " files", directory))
                        : List.of(DoctorCheckResult.ok(
                                name, destination.described("available, and accepts the credentials")));
        };
    }

    private DoctorCheckResult freeSpace(String name, FreeSpace.Free free) {
        return free.bytes() > keepFree
                ? DoctorCheckResult.ok(name, free.bytes() + " bytes free")
                : DoctorCheckResult.fail(
                        name,
                        free.bytes() + " bytes free",
                        "Free space on this destination. Until then, dumps to it are refused.");
    }

    private DoctorCheckResult files(String name, LocalDirectory destination) {
        return switch (destination.list()) {
            case DestinationUnavailableResult away -> DoctorCheckResult.fail(name, "cannot be listed", away.reason());
            case ListStoredFilesResult.Listed listed -> {
                Set<String> unknown = reservations.unexplained(listed);
                yield unknown.isEmpty()
                        ? DoctorCheckResult.ok(name, listed.files().size() + " files, all of them belong to backups")
                        : DoctorCheckResult.warn(
                                name,
                                unknown.size() + " files that do not belong to a backup, such as "
                                        + unknown.stream().limit(MAX_EXAMPLES).toList(),
                                "Holdfast never changes these files. Remove or keep them yourself.");
            }
        };
    }
}
