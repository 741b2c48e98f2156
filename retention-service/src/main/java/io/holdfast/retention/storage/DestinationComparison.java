package io.holdfast.retention.storage;

import io.holdfast.retention.expiring.StoredCopy.Condition;
import io.holdfast.retention.postgres.RecordedCopies.Known;
import io.holdfast.store.Companion;
import io.holdfast.store.StoredFile;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files and books of one destination, walked through side by side in order of name, so that neither has to be held in memory.
 * What differs is kept as a suspicion: either side may have changed while the other was read.
 */
final class DestinationComparison {

    /** More unknown files than a person can look at are only counted. */
    static final int MOST = 10_000;

    /** What should lie there. */
    interface Books {

        /** The known copies in order of key, and null after the last one. */
        @Nullable
        Known next();
    }

    /** Between an artifact and its companions there may be those of another whose name begins alike. */
    private static final int NEAR = 4;

    private final Books books;
    private final Deque<String> passed = new ArrayDeque<>();
    private final List<StoredFile> unknown = new ArrayList<>();
    private final List<Known> missing = new ArrayList<>();
    private final List<Known> different = new ArrayList<>();
    private final List<Known> undead = new ArrayList<>();
    private @Nullable Known next;
    private long uncounted;

    DestinationComparison(Books books) {
        this.books = books;
        this.next = books.next();
    }

    /** The next file, in order of name. */
    void see(StoredFile file) {
        skipTo(file.fileName());
        Known known = next;
        if (known != null && known.key().equals(file.fileName())) {
            compare(known, file);
            passed(known.key());
            pass(known);
        } else if (!passed.contains(artifactOf(file.fileName()))) {
            if (unknown.size() < MOST) {
                unknown.add(file);
            } else {
                uncounted++;
            }
        }
    }

    /** No file comes any more. */
    void end() {
        for (Known known = next; known != null; known = next) {
            isMissing(known);
            pass(known);
        }
    }

    private void skipTo(String name) {
        for (Known known = next; known != null && known.key().compareTo(name) < 0; known = next) {
            isMissing(known);
            pass(known);
        }
    }

    /** Of one name, only the first counts: the others have expired. */
    private void pass(Known done) {
        do {
            next = books.next();
        } while (next != null && next.key().equals(done.key()));
    }

    private void passed(String key) {
        passed.addLast(key);
        if (passed.size() > NEAR) {
            passed.removeFirst();
        }
    }

    private void isMissing(Known known) {
        if (known.condition() != Condition.EXPIRED && !known.isDeleting()) {
            missing.add(known);
        }
    }

    private void compare(Known known, StoredFile file) {
        if (known.condition() == Condition.EXPIRED) {
            undead.add(known);
        } else if (known.condition() == Condition.PRESENT && known.bytes() != file.bytes()) {
            different.add(known);
        }
    }

    /** What the file is, lies beside, or would become; also where it is not named as Holdfast names files. */
    static String artifactOf(String fileName) {
        StoredFile file = new StoredFile(fileName, 0, Instant.EPOCH);
        if (file.artifact().isPresent()) {
            return file.artifact().get().toString();
        }
        for (Companion.Role role : Companion.Role.values()) {
            if (fileName.endsWith(role.suffix())) {
                return fileName.substring(0, fileName.length() - role.suffix().length());
            }
        }
        return fileName;
    }

    /** Files that the books do not have at this place. */
    List<StoredFile> unknown() {
        return unknown;
    }

    /** How many more there are. */
    long uncounted() {
        return uncounted;
    }

    /** Copies that the books have and the destination has not shown. */
    List<Known> missing() {
        return missing;
    }

    /** Copies of another length than the books have. */
    List<Known> different() {
        return different;
    }

    /** Copies that the books call expired. */
    List<Known> undead() {
        return undead;
    }
}
