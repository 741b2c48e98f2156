package io.holdfast.verify.storage;

import io.holdfast.events.Copy;
import io.holdfast.restoring.archive.EncryptedArchives;
import io.holdfast.restoring.archive.Programs;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.store.BoundedStream;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import io.holdfast.store.Opening;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.settings.Destinations;
import io.holdfast.verify.drilling.Damage;
import io.holdfast.verify.settings.TrustedLevels;
import io.holdfast.verify.verifying.Archives;
import io.holdfast.verify.verifying.Backup;
import io.holdfast.verify.verifying.Copies;
import io.holdfast.verify.verifying.Expectations;
import io.holdfast.verify.verifying.History;
import io.holdfast.verify.verifying.Scope;
import io.holdfast.verify.verifying.Trusting;
import io.holdfast.verify.verifying.Verdict;
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
 * Shows the verifier a damaged copy of a real artifact, a private one in the work folder, through the same L1 and L2 as any
 * other: who never condemns anything would otherwise look just like who has nothing to condemn.
 */
@ApplicationScoped
public class ProbeVerifier {

    private static final Logger LOG = Logger.getLogger(ProbeVerifier.class);
    private static final int ENOUGH = 100;

    private final Destinations destinations;
    private final WorkFolder work;
    private final Function<Destinations, Copies> l1;
    private final Function<Destinations, Archives> l2;
    private final Trusting trusting;

    @Inject
    ProbeVerifier(
            Destinations destinations,
            WorkFolder work,
            EncryptedArchives encrypted,
            Programs programs,
            TrustedLevels trusting) {
        this(destinations, work, StoredCopies::new, here -> new PgRestoreArchives(here, encrypted, programs), trusting);
    }

    ProbeVerifier(
            Destinations destinations,
            WorkFolder work,
            Function<Destinations, Copies> l1,
            Function<Destinations, Archives> l2,
            Trusting trusting) {
        this.destinations = destinations;
        this.work = work;
        this.l1 = l1;
        this.l2 = l2;
        this.trusting = trusting;
    }

    /** @param noticed whether the damage was taken for what it is */
    public record Probed(Damage damage, boolean noticed) {}

    /** Empty where there was nothing to damage: the copy cannot be read now, or is bad already. */
    public Optional<Probed> probe(Backup backup, Copy copy, long seed) {
        Path folder = work.make("probe");
        try {
            new LocalDirectory(Destinations.LOCAL, folder, Modes.OWNER).initialise();
            return fetch(copy, folder).isPresent()
                    ? Optional.of(probe(backup, copy, folder, new Random(seed)))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.infof("The verifier is not probed with %s: %s", copy.ref(), e.getMessage());
            return Optional.empty();
        } finally {
            WorkFolder.delete(folder);
        }
    }

    private Optional<Path> fetch(Copy copy, Path folder) throws IOException {
        Optional<Destination> from = destinations.named(copy.destination());
        Optional<Key> key = Key.parse(copy.key());
        if (from.isEmpty()
                || key.isEmpty()
                || !(from.get().open(key.get(), copy.versionId()) instanceof Opening.Opened opened)) {
            return Optional.empty();
        }
        Path file = folder.resolve(key.get().value());
        try (InputStream bytes = new BoundedStream(opened.stream(), copy.bytes())) {
            if (opened.bytes() != copy.bytes()) {
                return Optional.empty();
            }
            Files.copy(bytes, file);
        }
        Destination here = new LocalDirectory(Destinations.LOCAL, folder, Modes.OWNER);
        return Rehash.of(here, key.get(), copy.bytes()) instanceof Rehashed.Hashed hashed
                        && hashed.sha256().equals(copy.sha256())
                ? Optional.of(file)
                : Optional.empty();
    }

    private Probed probe(Backup backup, Copy sealed, Path folder, Random random) throws IOException {
        Damage damage = damage(folder.resolve(sealed.key()), sealed.bytes(), random);
        Copy damaged = new Copy(Destinations.LOCAL, sealed.key(), null, sealed.bytes(), sealed.sha256());
        Destinations here = new Destinations(new OneFolder(folder));
        boolean isSeenByL1 = verdict(backup, damaged, here) instanceof Verdict.Condemned;
        // A cut-off archive is the one damage that decoding must notice by itself, whatever the compression.
        boolean isMissedByL2 = damage instanceof Damage.Truncated
                && l2.apply(here).decode(backup, damaged) instanceof Decoding.Decoded;
        return new Probed(damage, isSeenByL1 && !isMissedByL2);
    }

    private static Damage damage(Path file, long bytes, Random random) throws IOException {
        for (int i = 0; i < ENOUGH; i++) {
            Damage damage = Damage.any(random, bytes);
            if (new DamagedFile(file).damage(damage)) {
                return damage;
            }
        }
        Damage smallest = Damage.flippedBit(random, bytes);
        new DamagedFile(file).damage(smallest);
        return smallest;
    }

    private Verdict verdict(Backup backup, Copy damaged, Destinations here) {
        Backup shown = new Backup(
                backup.id(),
                backup.database(),
                backup.kind(),
                backup.startedAt(),
                backup.bytes(),
                backup.clientVersion(),
                List.of(damaged),
                backup.trust(),
                backup.accepted());
        return new VerifyBackup(l1.apply(here), l2.apply(here), unknown -> History.NONE, new Expectations(0), trusting)
                .verify(shown, Scope.whole(shown, Set.of()))
                .judgement()
                .verdict();
    }
}
