package io.holdfast.retention.storage;

import io.holdfast.retention.expiring.StoredCopy.Condition;
import io.holdfast.retention.postgres.RecordedCopyQueries.Known;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.StoredFile;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files of one destination with the records. It reads both in order of name, so that neither must fit into
 * memory. A difference is only a candidate, because either side may have changed while the other was read.
 */
final class CompareDestinationWithRecords {

    /** Further unknown files are only counted. */
    static final int MOST = 10_000;

    /** The recorded copies of the destination. */
    interface RecordedCopyCursor {

        /** The recorded copies in order of key, then null. */
        @Nullable
        Known next();
    }

    /**
     * The companions of another artifact whose name begins alike may be sorted between an artifact and its own
     * companions.
     */
    private static final int NEAR = 4;

    private final RecordedCopyCursor recordedCopies;
    private final Deque<String> passed = new ArrayDeque<>();
    private final List<StoredFile> unknown = new ArrayList<>();
    private final List<Known> missing = new ArrayList<>();
    private final List<Known> different = new ArrayList<>();
    private final List<Known> expiredButPresent = new ArrayList<>();
    private @Nullable Known next;
    private long uncounted;

    CompareDestinationWithRecords(RecordedCopyCursor recordedCopies) {
        this.recordedCopies = recordedCopies;
        this.next = recordedCopies.next();
    }

    /** Adds the next file, in order of name. */
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

    /** Ends the comparison after the last file. */
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

    /** If several records have one name, only the first counts: the others have expired. */
    private void pass(Known done) {
        do {
            next = recordedCopies.next();
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
            expiredButPresent.add(known);
        } else if (known.condition() == Condition.PRESENT && known.bytes() != file.bytes()) {
            different.add(known);
        }
    }

    /** The artifact that the file is, belongs to, or would become, also for names that Holdfast does not use. */
    static String artifactOf(String fileName) {
        StoredFile file = new StoredFile(fileName, 0, Instant.EPOCH);
        if (file.artifact().isPresent()) {
            return file.artifact().get().toString();
        }
        for (CompanionFile.Role role : CompanionFile.Role.values()) {
            if (fileName.endsWith(role.suffix())) {
                return fileName.substring(0, fileName.length() - role.suffix().length());
            }
        }
        return fileName;
    }

    /** Files without a record. */
    List<StoredFile> unknown() {
        return unknown;
    }

    /** Number of further files without a record. */
    long uncounted() {
        return uncounted;
    }

    /** Recorded copies without a file. */
    List<Known> missing() {
        return missing;
    }

    /** Copies whose length differs from the record. */
    List<Known> different() {
        return different;
    }

    /** Expired copies that still have a file. */
    List<Known> expiredButPresent() {
        return expiredButPresent;
    }
}
