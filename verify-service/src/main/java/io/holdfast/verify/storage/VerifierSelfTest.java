package io.holdfast.verify.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.EncryptedArchiveReader;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.store.BoundedInputStream;
import io.holdfast.store.Destination;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.verify.drilling.SelfTestCopyDamage;
import io.holdfast.verify.settings.ConfiguredTrustedLevelPolicy;
import io.holdfast.verify.verifying.BackupHistory;
import io.holdfast.verify.verifying.BackupPlausibilityCheck;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.CopyReader;
import io.holdfast.verify.verifying.DumpArchiveDecoder;
import io.holdfast.verify.verifying.TrustedLevelPolicy;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerificationScope;
import io.holdfast.verify.verifying.VerifyBackup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Tests the verifier with a damaged copy of a real artifact in the work folder, through the same L1 and L2 as any other copy.
 * Without it, a verifier that never condemns anything would look like one that has nothing to condemn.
 */
@ApplicationScoped
public class VerifierSelfTest {

    private static final Logger LOG = Logger.getLogger(VerifierSelfTest.class);
    private static final int ENOUGH = 100;

    private final ConfiguredDestinations destinations;
    private final WorkFolder work;
    private final Function<ConfiguredDestinations, CopyReader> l1;
    private final Function<ConfiguredDestinations, DumpArchiveDecoder> l2;
    private final TrustedLevelPolicy trustedLevelPolicy;

    @Inject
    VerifierSelfTest(
            ConfiguredDestinations destinations,
            WorkFolder work,
            EncryptedArchiveReader encrypted,
            ClientProgramLookup programs,
            ConfiguredTrustedLevelPolicy trusting) {
        this(
                destinations,
                work,
                DestinationCopyReader::new,
                here -> new PgRestoreArchiveDecoder(here, encrypted, programs),
                trusting);
    }

    VerifierSelfTest(
            ConfiguredDestinations destinations,
            WorkFolder work,
            Function<ConfiguredDestinations, CopyReader> l1,
            Function<ConfiguredDestinations, DumpArchiveDecoder> l2,
            TrustedLevelPolicy trustedLevelPolicy) {
        this.destinations = destinations;
        this.work = work;
        this.l1 = l1;
        this.l2 = l2;
        this.trustedLevelPolicy = trustedLevelPolicy;
    }

    /** @param noticed whether the verifier detected the damage */
    public record Probed(SelfTestCopyDamage damage, boolean noticed) {}

    /** Empty if there was nothing to damage: the copy cannot be read now, or is already bad. */
    public Optional<Probed> probe(BackupToVerify backup, BackupCopyRecord copy, long seed) {
        Path folder = work.make("probe");
        try {
            new LocalDirectory(ConfiguredDestinations.LOCAL, folder, FileModes.OWNER).initialise();
            return fetch(copy, folder).isPresent()
                    ? Optional.of(probe(backup, copy, folder, new Random(seed)))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.infof("Skipping the self-test of the verifier with %s: %s", copy.ref(), e.getMessage());
            return Optional.empty();
        } finally {
            WorkFolder.delete(folder);
        }
    }

    private Optional<Path> fetch(BackupCopyRecord copy, Path folder) throws IOException {
        Optional<Destination> from = destinations.named(copy.destination());
        Optional<ObjectKey> key = ObjectKey.parse(copy.key());
        if (from.isEmpty()
                || key.isEmpty()
                || !(from.get().open(key.get(), copy.versionId()) instanceof OpenArtifactResult.Opened opened)) {
            return Optional.empty();
        }
        Path file = folder.resolve(key.get().value());
        try (InputStream bytes = new BoundedInputStream(opened.stream(), copy.bytes())) {
            if (opened.bytes() != copy.bytes()) {
                return Optional.empty();
            }
            Files.copy(bytes, file);
        }
        Destination here = new LocalDirectory(ConfiguredDestinations.LOCAL, folder, FileModes.OWNER);
        return RehashArtifact.of(here, key.get(), copy.bytes()) instanceof RehashArtifactResult.Hashed hashed
                        && hashed.sha256().equals(copy.sha256())
                ? Optional.of(file)
                : Optional.empty();
    }

    private Probed probe(BackupToVerify backup, BackupCopyRecord sealed, Path folder, Random random)
            throws IOException {
        SelfTestCopyDamage damage = damage(folder.resolve(sealed.key()), sealed.bytes(), random);
        BackupCopyRecord damaged =
                new BackupCopyRecord(ConfiguredDestinations.LOCAL, sealed.key(), null, sealed.bytes(), sealed.sha256());
        ConfiguredDestinations here = new ConfiguredDestinations(new SelfTestDestinationSettings(folder));
        boolean isSeenByL1 = verdict(backup, damaged, here) instanceof Verdict.Condemned;
        // Decoding alone must detect a truncated archive, whatever the compression. It cannot detect all other damage.
        boolean isMissedByL2 = damage instanceof SelfTestCopyDamage.Truncated
                && l2.apply(here).decode(backup, damaged) instanceof ArchiveDecodeResult.Decoded;
        return new Probed(damage, isSeenByL1 && !isMissedByL2);
    }

    private static SelfTestCopyDamage damage(Path file, long bytes, Random random) throws IOException {
        for (int i = 0; i < ENOUGH; i++) {
            SelfTestCopyDamage damage = SelfTestCopyDamage.any(random, bytes);
            if (new SelfTestDamagedFile(file).damage(damage)) {
                return damage;
            }
        }
        SelfTestCopyDamage smallest = SelfTestCopyDamage.flippedBit(random, bytes);
        new SelfTestDamagedFile(file).damage(smallest);
        return smallest;
    }

    private Verdict verdict(BackupToVerify backup, BackupCopyRecord damaged, ConfiguredDestinations here) {
        BackupToVerify shown = new BackupToVerify(
                backup.id(),
                backup.database(),
                backup.kind(),
                backup.startedAt(),
                backup.bytes(),
                backup.clientVersion(),
                List.of(damaged),
                backup.trust(),
                backup.accepted());
        return new VerifyBackup(
                        l1.apply(here),
                        l2.apply(here),
                        unknown -> BackupHistory.NONE,
                        new BackupPlausibilityCheck(0),
                        trustedLevelPolicy)
                .verify(shown, VerificationScope.whole(shown, Set.of()))
                .judgement()
                .verdict();
    }
}
