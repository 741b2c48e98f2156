package io.holdfast.verify.storage;

import io.holdfast.events.Copy;
import io.holdfast.postgrestools.Choice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.restoring.archive.Decode;
import io.holdfast.restoring.archive.EncryptedArchives;
import io.holdfast.restoring.archive.Programs;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.store.Archived;
import io.holdfast.store.BoundedStream;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Missing;
import io.holdfast.store.Opening;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.age.AgeHeader;
import io.holdfast.store.settings.Destinations;
import io.holdfast.verify.verifying.Archives;
import io.holdfast.verify.verifying.Backup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Archives wherever they lie, brought to pg_restore: as a file where there is a plain one, and otherwise through a pipe. */
@ApplicationScoped
public class PgRestoreArchives implements Archives {

    private static final int PIECE = 1 << 20;
    private static final int BEGINNING = 64;

    private final Destinations destinations;
    private final EncryptedArchives encrypted;
    private final Programs programs;

    PgRestoreArchives(Destinations destinations, EncryptedArchives encrypted, Programs programs) {
        this.destinations = destinations;
        this.encrypted = encrypted;
        this.programs = programs;
    }

    @Override
    public Decoding decode(Backup backup, Copy copy) {
        Optional<Destination> destination = destinations.named(copy.destination());
        Optional<Key> key = Key.parse(copy.key());
        if (destination.isEmpty() || key.isEmpty()) {
            return new Decoding.NotDecoded("no destination '" + copy.destination() + "' is configured here");
        }
        return switch (programs.reading(backup.clientVersion())) {
            case Choice.Chosen chosen -> decode(chosen.programs(), destination.get(), key.get(), copy);
            case Choice.NoneNewEnough none -> new Decoding.NotDecoded(none.message() + " " + none.hint());
        };
    }

    private Decoding decode(ClientPrograms chosen, Destination destination, Key key, Copy copy) {
        return switch (destination.open(key, copy.versionId())) {
            case Opening.Opened opened -> decode(chosen, destination, opened, copy);
            case Archived archived ->
                new Decoding.NotDecoded(
                        copy.ref() + " lies in " + archived.storageClass() + ": restore it there first");
            case Missing missing -> new Decoding.NotDecoded(copy.ref() + " has just gone");
            case Unreadable unreadable -> new Decoding.NotDecoded(unreadable.reason());
            case Unavailable away -> new Decoding.NotDecoded(away.reason());
        };
    }

    private Decoding decode(ClientPrograms chosen, Destination destination, Opening.Opened opened, Copy copy) {
        Decode decode = new Decode(chosen, copy, programs.longestList());
        BoundedStream stored = new BoundedStream(opened.stream(), copy.bytes());
        try (InputStream file = new BufferedInputStream(stored, PIECE)) {
            if (opened.bytes() != copy.bytes()) {
                return hasChanged(copy);
            }
            if (opened.key().isEncrypted() || isEncrypted(file)) {
                return unlessLonger(
                        stored,
                        copy,
                        encrypted.open(
                                copy,
                                file,
                                plain -> decode.ofPipe(
                                        plain, () -> encrypted.plain(again(destination, opened.key(), copy)))));
            }
            // pg_restore finds its way in a file that it can seek in.
            return destination instanceof LocalDirectory local
                    ? decode.ofFile(local.path(opened.key()))
                    : unlessLonger(stored, copy, decode.ofPipe(file, () -> again(destination, opened.key(), copy)));
        } catch (IOException e) {
            return new Decoding.NotDecoded(copy.ref() + " could not be read to its end ("
                    + e.getClass().getSimpleName() + "); it is read again");
        }
    }

    private static InputStream again(Destination destination, Key key, Copy copy) throws IOException {
        if (destination.open(key, copy.versionId()) instanceof Opening.Opened opened) {
            return new BufferedInputStream(new BoundedStream(opened.stream(), copy.bytes()), PIECE);
        }
        throw new IOException("it cannot be opened any more");
    }

    private static Decoding unlessLonger(BoundedStream stored, Copy copy, Decoding decoding) {
        return stored.isLonger() ? hasChanged(copy) : decoding;
    }

    private static Decoding hasChanged(Copy copy) {
        return new Decoding.NotDecoded(
                copy.ref() + " no longer has the length that it had when its checksum was taken; it is read again");
    }

    /** An imported file may be called anything. */
    private static boolean isEncrypted(InputStream file) throws IOException {
        file.mark(BEGINNING);
        boolean begins = AgeHeader.begins(file.readNBytes(BEGINNING));
        file.reset();
        return begins;
    }
}
