package io.holdfast.verify.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.verify.metrics.DecryptionKeyProbe;
import io.holdfast.verify.metrics.DecryptionKeyProbe.Probed;
import io.holdfast.verify.postgres.ScrubScheduler;
import io.holdfast.verify.postgres.VerificationQueries;
import io.holdfast.verify.storage.FingerprintKeyFile;
import io.holdfast.verify.storage.FingerprintKeyFile.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the requirements of verifications: pg_restore, readable destinations, and matching keys. */
@ApplicationScoped
class VerifyCheckup implements Checkup {

    private static final int SHOWN = 10;

    private final ClientProgramLookup programs;
    private final ConfiguredDestinations destinations;
    private final DecryptionKeyProbe keys;
    private final ScrubScheduler scrubScheduler;
    private final FingerprintKeyFile fingerprintKey;
    private final VerificationQueries queries;

    VerifyCheckup(
            ClientProgramLookup programs,
            ConfiguredDestinations destinations,
            DecryptionKeyProbe keys,
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
                    "Write a line of random characters to it: head -c 32 /dev/urandom | base64"));
        }
        if (scrubScheduler.isTooSlow()) {
            checks.add(DoctorCheckResult.warn(
                    "repetition",
                    "holdfast.verify.bytes-per-day is too small to read every copy again within twice repeat-after",
                    "Increase it or holdfast.verify.repeat-after."));
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
                : Optional.of(DoctorCheckResult.fail(
                        "verification",
                        "of " + backups.size() + " backups is set aside, because workers died during it: " + first,
                        "Check the memory limit and this service's log, then run 'holdfast verify BACKUP'."
                                + " Each is retried once a day."));
    }

    private static DoctorCheckResult pgRestore(List<ClientPrograms> installed) {
        String versions = installed.stream()
                .map(found -> found.version().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return installed.isEmpty()
                ? DoctorCheckResult.fail(
                        "pg_restore",
                        "is not installed, so only checksums can be verified",
                        "Install postgresql-client in a version at least as new as the source servers.")
                : DoctorCheckResult.ok("pg_restore", "versions " + versions);
    }

    private Optional<DoctorCheckResult> encryptionKey() {
        String name = "encryption key";
        return switch (keys.probe()) {
            case Probed.NothingToTry nothing -> Optional.empty();
            case Probed.Works works ->
                Optional.of(DoctorCheckResult.ok(
                        name, "decrypts data encrypted to today's recipients (" + works.lists() + " recipient lists)"));
            case Probed.Fails fails ->
                Optional.of(DoctorCheckResult.fail(
                        name,
                        "does not decrypt data encrypted to today's recipients: " + fails.why(),
                        "Backups made now need keys that this service does not have. Put the private key of a"
                                + " recipient into holdfast.encryption.identity-file, or correct the recipients."));
        };
    }

    private static DoctorCheckResult readable(Destination destination) {
        String name = "destination " + destination.id();
        // Do not list the files: a bucket may hold a hundred thousand.
        return switch (destination.freeSpace()) {
            case FreeSpace.Free free -> DoctorCheckResult.ok(name, destination.described("can be read"));
            case DestinationUnavailableResult away ->
                DoctorCheckResult.fail(
                        name, away.reason(), "Its copies are not checked until this is fixed. The check is repeated.");
        };
    }
}
