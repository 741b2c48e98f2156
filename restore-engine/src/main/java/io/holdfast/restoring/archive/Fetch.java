package io.holdfast.restoring.archive;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.events.Sha256;
import io.holdfast.restoring.Phases;
import io.holdfast.restoring.Progress;
import io.holdfast.store.BoundedStream;
import io.holdfast.store.Opening;
import io.holdfast.store.Rehash;
import io.holdfast.store.age.AgeHeader;
import io.holdfast.store.age.AlteredBytes;
import io.holdfast.store.age.Decrypting;
import io.holdfast.store.age.Decryption;
import io.holdfast.store.age.Identifying;
import io.holdfast.store.age.Identities;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/** One copy's bytes into a file, decrypted where they are encrypted, the checksum of what is stored taken in passing. */
final class Fetch {

    private static final int PIECE = 1 << 20;
    private static final int BEGINNING = 64;

    private final Copy copy;
    private final Opening.Opened opened;
    private final Supplier<Optional<Identifying>> keys;
    private final Progress progress;

    Fetch(Copy copy, Opening.Opened opened, Supplier<Optional<Identifying>> keys, Progress progress) {
        this.copy = copy;
        this.opened = opened;
        this.keys = keys;
        this.progress = progress;
    }

    Fetched into(Path file) {
        try (HashedInput stored = new HashedInput(new BoundedStream(opened.stream(), copy.bytes()), Rehash.sha256());
                InputStream buffered = new BufferedInputStream(stored, PIECE)) {
            if (opened.bytes() != copy.bytes()) {
                return otherLength(opened.bytes());
            }
            Fetched fetched = opened.key().isEncrypted() || isEncrypted(buffered)
                    ? decrypt(buffered, file)
                    : write(buffered, file);
            if (fetched instanceof Fetched.NotFetched) {
                return fetched;
            }
            // Also what a decryption that failed has not read: the checksum tells whether the storage is to blame.
            buffered.transferTo(OutputStream.nullOutputStream());
            return compare(stored.count(), stored.sha256(), fetched);
        } catch (NoRoom e) {
            return new Fetched.NotFetched(
                    "no_room",
                    "the work folder cannot take the archive (" + e.getMessage()
                            + "): free space there, or configure another");
        } catch (IOException e) {
            return new Fetched.NotFetched(
                    "destination_away",
                    copy.ref() + " could not be read to its end ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    private Fetched compare(long bytes, Sha256 sha256, Fetched fetched) {
        if (bytes != copy.bytes()) {
            return otherLength(bytes);
        }
        return sha256.equals(copy.sha256())
                ? fetched
                : new Fetched.Wrong(
                        new Finding("checksum_mismatch", copy.ref() + " does not have the checksum that was sealed"));
    }

    private Fetched otherLength(long bytes) {
        return new Fetched.Wrong(new Finding(
                "size_mismatch", copy.ref() + " has " + bytes + " bytes, and " + copy.bytes() + " were sealed"));
    }

    private Fetched decrypt(InputStream stored, Path file) throws IOException {
        Optional<Identifying> found = keys.get();
        if (found.isEmpty()) {
            return new Fetched.NotFetched(
                    "no_key",
                    copy.ref()
                            + " is encrypted, and no private key is configured here: set holdfast.encryption.identity-file");
        }
        return switch (found.get()) {
            case Identifying.NoIdentities none ->
                new Fetched.NotFetched("no_key", copy.ref() + " is encrypted, and " + none.reason());
            case Identities some ->
                switch (Decryption.of(some, stored)) {
                    case Decrypting.Opened plain -> {
                        try (InputStream bytes = plain.plain()) {
                            yield write(bytes, file);
                        } catch (AlteredBytes e) {
                            yield altered("its bytes are not those that were encrypted");
                        }
                    }
                    case Decrypting.NoKey none ->
                        new Fetched.NotFetched(
                                "no_key",
                                copy.ref()
                                        + " is encrypted, and none of the private keys in holdfast.encryption.identity-file fits");
                    case Decrypting.Broken broken -> altered(broken.how());
                };
        };
    }

    private Fetched altered(String how) {
        return new Fetched.Wrong(new Finding("does_not_decrypt", copy.ref() + " does not decrypt: " + how));
    }

    private Fetched write(InputStream plain, Path file) throws IOException {
        try (OutputStream out = created(file)) {
            byte[] piece = new byte[PIECE];
            long bytes = 0;
            for (int n = plain.read(piece); n >= 0; n = plain.read(piece)) {
                put(out, piece, n);
                bytes += n;
                progress.at(Phases.STAGING, bytes, 0, 0);
                if (progress.isStopped()) {
                    return new Fetched.NotFetched("stopped", "it was stopped while " + copy.ref() + " was fetched");
                }
            }
            return new Fetched.Whole();
        }
    }

    private static void put(OutputStream out, byte[] piece, int length) throws NoRoom {
        try {
            out.write(piece, 0, length);
        } catch (IOException e) {
            throw new NoRoom(e);
        }
    }

    private static OutputStream created(Path file) throws NoRoom {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.newOutputStream(file, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new NoRoom(e);
        }
    }

    /** An imported file may be called anything. */
    private static boolean isEncrypted(InputStream file) throws IOException {
        file.mark(BEGINNING);
        boolean begins = AgeHeader.begins(file.readNBytes(BEGINNING));
        file.reset();
        return begins;
    }

    private static final class NoRoom extends IOException {

        private static final long serialVersionUID = 1;

        NoRoom(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
