package io.holdfast.retention.storage;

import io.holdfast.store.Archived;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Missing;
import io.holdfast.store.Opening.Opened;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import java.io.IOException;
import java.io.InputStream;

/** The answer to reading a companion at once. */
sealed interface SmallFile {

    /** A manifest names every table, and that may be many; what is longer is no companion of ours. */
    int LONGEST = 64 << 20;

    record Whole(byte[] bytes) implements SmallFile {}

    /** The destination could be read, and it is not there. */
    record Absent() implements SmallFile {}

    /** It is there and no use. */
    record Unfit(String why) implements SmallFile {}

    /** The destination cannot be read. */
    record Away(String why) implements SmallFile {}

    static SmallFile read(Destination destination, Key key) {
        return switch (destination.open(key)) {
            case Opened opened -> read(opened);
            case Archived archived -> new Unfit(key + " lies in " + archived.storageClass());
            case Missing missing -> new Absent();
            case Unreadable unreadable -> new Unfit(unreadable.reason());
            case Unavailable unavailable -> new Away(unavailable.reason());
        };
    }

    private static SmallFile read(Opened opened) {
        try (InputStream in = opened.stream()) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST
                    ? new Unfit(opened.key() + " is longer than a companion can be")
                    : new Whole(bytes);
        } catch (IOException e) {
            return new Unfit(opened.key() + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
