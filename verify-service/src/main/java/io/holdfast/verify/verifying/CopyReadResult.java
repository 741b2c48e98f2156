package io.holdfast.verify.verifying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.events.Sha256;

/** The result of reading one copy again (L1). */
public sealed interface CopyReadResult {

    /** The copy as it was sealed. */
    BackupCopyRecord copy();

    /** Length and SHA-256 match the recorded values. */
    record Good(BackupCopyRecord copy) implements CopyReadResult {}

    /**
     * The copy is in an archive class, and its storage confirms the recorded length and SHA-256.
     *
     * @param storageClass name that the storage uses for the class
     */
    record Vouched(BackupCopyRecord copy, String storageClass) implements CopyReadResult {}

    /** The bytes of the copy are wrong, or the copy is missing. */
    sealed interface Bad extends CopyReadResult {

        Finding evidence();
    }

    /** The copy does not exist, although the marker of the destination can be read. */
    record Missing(BackupCopyRecord copy) implements Bad {

        @Override
        public Finding evidence() {
            return new Finding("copy_missing", copy.ref() + " is missing, although the destination can be read");
        }
    }

    /** @param bytes actual length */
    record WrongSize(BackupCopyRecord copy, long bytes) implements Bad {

        @Override
        public Finding evidence() {
            return new Finding(
                    "size_mismatch",
                    "%s has %,d bytes, but the sealed file had %,d".formatted(copy.ref(), bytes, copy.bytes()));
        }
    }

    /** @param found SHA-256 of the bytes that were read now */
    record WrongChecksum(BackupCopyRecord copy, Sha256 found) implements Bad {

        @Override
        public Finding evidence() {
            return new Finding(
                    "checksum_mismatch",
                    "%s has SHA-256 %s, but the sealed file had %s".formatted(copy.ref(), found, copy.sha256()));
        }
    }

    /** @param how difference between the checksum of the storage and the recorded one */
    record Contradicted(BackupCopyRecord copy, String how) implements Bad {
        @Override
        public Finding evidence() {
            return new Finding(
                    "copy_contradicted",
                    copy.ref() + " differs from the sealed file according to its" + " storage: " + how);
        }
    }

    /**
     * The copy could not be read, which proves nothing about it.
     *
     * @param why the reason with a hint, for a person
     */
    record NotLooked(BackupCopyRecord copy, String why) implements CopyReadResult {}
}
