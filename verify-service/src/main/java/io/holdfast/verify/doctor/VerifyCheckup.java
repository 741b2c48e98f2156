package io.holdfast.verify.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailable;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.verify.metrics.KeyProbe;
import io.holdfast.verify.metrics.KeyProbe.Probed;
import io.holdfast.verify.postgres.ScrubScheduler;
import io.holdfast.verify.postgres.VerificationQueries;
import io.holdfast.verify.storage.FingerprintKeyFile;
import io.holdfast.verify.storage.FingerprintKeyFile.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a verification needs: a pg_restore, destinations that can be read, and keys that fit. */
@ApplicationScoped
class VerifyCheckup implements Checkup {

    private static final int SHOWN = 10;

    private final ClientProgramLookup programs;
    private final ConfiguredDestinations destinations;
    private final KeyProbe keys;
    private final ScrubScheduler scrubScheduler;
    private final FingerprintKeyFile fingerprintKey;
    private final VerificationQueries queries;

    VerifyCheckup(
            ClientProgramLookup programs,
            ConfiguredDestinations destinations,
            KeyProbe keys,
            ScrubScheduler scrubScheduler,
            FingerprintKeyFile fingerprintKey,
            VerificationQueries queries) {
        this.programs = programs;
        this.destinations = destinations;
        this.keys = keys;
        this.scrubScheduler = scrubScheduler;
        this.fingerprintKey = fingerprintKey;
        this.queries = queries;
    }

    @Override
    public List<DoctorCheckResult> check() {
        List<DoctorCheckResult> checks = new ArrayList<>();
        checks.add(pgRestore(programs.all()));
        destinations.all().forEach(destination -> checks.add(readable(destination)));
        encryptionKey().ifPresent(checks::add);
        if (fingerprintKey.read() instanceof Reading.Unusable unusable) {
            checks.add(DoctorCheckResult.warn(
                    "fingerprint key",
                    "holdfast.verify.fingerprint-key-file " + unusable.why() + ", so no fingerprints are shown",
                    "Write a line of random characters into it: head -c 32 /dev/urandom | base64"));
        }
        if (scrubScheduler.isTooSlow()) {
            checks.add(DoctorCheckResult.warn(
                    "repetition",
                    "holdfast.verify.bytes-per-day is too small for every copy to be read again in twice repeat-after",
                    "Raise it, or holdfast.verify.repeat-after."));
        }
        setAside(queries.setAside()).ifPresent(checks::add);
        return checks;
    }

    private static Optional<DoctorCheckResult> setAside(List<VerificationQueries.SetAside> backups) {
        String first = backups.stream()
                .limit(SHOWN)
                .map(one -> one.backup() + " of " + one.database())
                .collect(Collectors.joining(", "));
        return backups.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        DoctorCheckResult.fail(
                                "verification",
                                "of " + backups.size() + " backups is set aside, because workers died during it: "
                                        + first,
                                "Memory? See this service's log, then 'holdfast verify BACKUP'. Each is tried again once a day."));
    }

    private static DoctorCheckResult pgRestore(List<ClientPrograms> installed) {
        String versions = installed.stream()
                .map(found -> found.version().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return installed.isEmpty()
                ? DoctorCheckResult.fail(
                        "pg_restore",
                        "is not installed, so that nothing can be verified beyond its checksum",
                        "Install postgresql-client, at least as new as the servers that are backed up.")
                : DoctorCheckResult.ok("pg_restore", "versions " + versions);
    }

    private Optional<DoctorCheckResult> encryptionKey() {
        String name = "encryption key";
        return switch (keys.probe()) {
            case Probed.NothingToTry nothing -> Optional.empty();
            case Probed.Works works ->
                Optional.of(DoctorCheckResult.ok(
                        name, "opens what is encrypted today (" + works.lists() + " lists of recipients)"));
            case Probed.Fails fails ->
                Optional.of(DoctorCheckResult.fail(
                        name,
                        "does not open what is encrypted today: " + fails.why(),
                        "Backups made now can be opened only with keys that are not here. Put the private key of a"
                                + " recipient into holdfast.encryption.identity-file, or correct the recipients."));
        };
    }

    private static DoctorCheckResult readable(Destination destination) {
        String name = "destination " + destination.id();
        // A glance, and no walk: a bucket may hold a hundred thousand files.
        return switch (destination.freeSpace()) {
            case FreeSpace.Free free -> DoctorCheckResult.ok(name, destination.described("can be read"));
            case DestinationUnavailable away ->
                DoctorCheckResult.fail(
                        name, away.reason(), "Until then its copies are not looked at, and tried again.");
        };
    }
}
