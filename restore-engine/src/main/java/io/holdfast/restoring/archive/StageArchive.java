package io.holdfast.restoring.archive;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.Choice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.restoring.Phases;
import io.holdfast.restoring.Progress;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.store.Archived;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Missing;
import io.holdfast.store.Opening;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.age.Identifying;
import io.holdfast.store.settings.Destinations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings one copy near: fetched and decrypted into a file of our own while the checksum of the stored bytes is taken (L1), then
 * decoded from there (L2). What is restored later is that file, so that bytes which change in between cannot come in.
 */
public final class StageArchive {

    private final Function<String, Optional<Destination>> destinations;
    private final Supplier<Optional<Identifying>> keys;
    private final Programs programs;

    /** @param keys read anew for every use; empty where none are configured */
    public StageArchive(Destinations destinations, Supplier<Optional<Identifying>> keys, Programs programs) {
        this(destinations::named, keys, programs);
    }

    /** @param destinations by their id */
    public StageArchive(
            Function<String, Optional<Destination>> destinations,
            Supplier<Optional<Identifying>> keys,
            Programs programs) {
        this.destinations = destinations;
        this.keys = keys;
        this.programs = programs;
    }

    /**
     * @param writtenBy version of the pg_dump that wrote it, where known
     * @param folder for the file, owned by this service alone; made where it is missing
     */
    public Staging stage(Copy copy, Optional<String> writtenBy, Path folder, Progress progress) {
        Optional<Destination> destination = destinations.apply(copy.destination());
        Optional<Key> key = Key.parse(copy.key());
        if (destination.isEmpty() || key.isEmpty()) {
            return new Staging.NotNow(
                    copy, "destination_away", "no destination '" + copy.destination() + "' is configured here");
        }
        return switch (programs.reading(writtenBy)) {
            case Choice.Chosen chosen -> stage(copy, destination.get(), key.get(), chosen.programs(), folder, progress);
            case Choice.NoneNewEnough none ->
                new Staging.NotNow(copy, "no_program", none.message() + " " + none.hint());
        };
    }

    private Staging stage(Copy copy, Destination from, Key key, ClientPrograms chosen, Path folder, Progress progress) {
        return switch (from.open(key, copy.versionId())) {
            case Opening.Opened opened -> stage(copy, from, opened, chosen, folder, progress);
            case Archived archived ->
                new Staging.NotNow(
                        copy,
                        "archived",
                        copy.ref() + " lies in " + archived.storageClass()
                                + ": have its storage restore it there first," + " then ask again");
            case Missing missing -> bad(copy, "copy_missing", copy.ref() + " is gone");
            case Unreadable unreadable -> new Staging.NotNow(copy, "destination_away", unreadable.reason());
            case Unavailable away -> new Staging.NotNow(copy, "destination_away", away.reason());
        };
    }

    private Staging stage(
            Copy copy, Destination from, Opening.Opened opened, ClientPrograms chosen, Path folder, Progress progress) {
        Phases phases = new Phases();
        Path file = folder.resolve(UUID.randomUUID() + ".archive");
        Fetched fetched = new Fetch(copy, opened, keys, progress).into(file);
        phases.end(Phases.STAGING);
        Staging staging = switch (fetched) {
            case Fetched.Whole whole -> check(copy, from, chosen, file, phases);
            case Fetched.Wrong wrong -> new Staging.Bad(copy, List.of(wrong.evidence()));
            case Fetched.NotFetched not -> new Staging.NotNow(copy, not.reason(), not.why());
        };
        if (!(staging instanceof Staging.Staged)) {
            discard(file);
        }
        return staging;
    }

    private Staging check(Copy copy, Destination from, ClientPrograms chosen, Path file, Phases phases) {
        return switch (new Decode(chosen, copy, programs.longestList()).ofFile(file)) {
            case Decoding.Decoded decoded ->
                switch (ListArchive.of(chosen, file, programs.longestList())) {
                    case Listed.Known known -> {
                        phases.end(Phases.CHECKING);
                        yield new Staging.Staged(new StagedArchive(
                                file,
                                copy,
                                chosen,
                                decoded.contents(),
                                known.list(),
                                ManifestBeside.read(from, copy),
                                phases.all()));
                    }
                    case Listed.Unreadable unreadable ->
                        bad(copy, "does_not_decode", copy.ref() + " has no readable table of contents");
                    case Listed.TooLong tooLong ->
                        new Staging.NotNow(copy, "list_too_long", Decode.tooLong(copy, tooLong.limit()));
                };
            case Decoding.Undecodable undecodable -> new Staging.Bad(copy, List.of(undecodable.evidence()));
            case Decoding.NotDecoded not -> new Staging.NotNow(copy, "not_decoded", not.why());
            case Decoding.ListTooLong tooLong -> new Staging.NotNow(copy, "list_too_long", tooLong.why());
            case Decoding.NoKey none -> new Staging.NotNow(copy, "no_key", none.why());
            case Decoding.DecodedBefore before ->
                throw new IllegalStateException("a file of our own was not decoded before");
        };
    }

    private static Staging bad(Copy copy, String code, String text) {
        return new Staging.Bad(copy, List.of(new Finding(code, text)));
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Whoever owns the folder clears it at its next start; the answer is worth more than this.
            return;
        }
    }
}
