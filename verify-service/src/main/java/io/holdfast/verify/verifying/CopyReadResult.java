package io.holdfast.verify.verifying;

import io.holdfast.events.Finding;
import io.holdfast.events.SealedCopy;
import io.holdfast.events.Sha256;

/** What reading one copy again showed (L1). */
public sealed interface CopyReadResult {

    /** The copy as it was when it was sealed. */
    SealedCopy copy();

    /** Length and SHA-256 are the recorded ones. */
    record Good(SealedCopy copy) implements CopyReadResult {}

    /**
     * It lies in an archive class; its storage says that length and SHA-256 are the recorded ones.
     *
     * @param storageClass as the storage calls it
     */
    record Vouched(SealedCopy copy, String storageClass) implements CopyReadResult {}

    /** The bytes, or their absence, speak against the copy. */
    sealed interface Bad extends CopyReadResult {

        Finding evidence();
    }

    /** Not there, while the destination itself is: its marker can be read. */
    record Missing(SealedCopy copy) implements Bad {

        @Override
        public Finding evidence() {
            return new Finding("copy_missing", copy.ref() + " is not there, and the destination can be read");
        }
    }

    /** @param bytes length found */
    record WrongSize(SealedCopy copy, long bytes) implements Bad {

        @Override
        public Finding evidence() {
            return new Finding(
                    "size_mismatch", "%s has %,d bytes; %,d were sealed".formatted(copy.ref(), bytes, copy.bytes()));
        }
    }

    /** @param found SHA-256 of the bytes read now */
    record WrongChecksum(SealedCopy copy, Sha256 found) implements Bad {

        @Override
        public Finding evidence() {
            return new Finding(
                    "checksum_mismatch",
                    "%s has SHA-256 %s; %s was sealed".formatted(copy.ref(), found, copy.sha256()));
        }
    }

    /** @param how in which way the storage's own checksum differs */
    record Contradicted(SealedCopy copy, String how) implements Bad {
        @Override
        public Finding evidence() {
            return new Finding("copy_contradicted", copy.ref() + " is not what was sealed, says its storage: " + how);
        }
    }

    /**
     * Nobody could look, which says nothing about the copy.
     *
     * @param why a sentence for a person, with a hint
     */
    record NotLooked(SealedCopy copy, String why) implements CopyReadResult {}
}
