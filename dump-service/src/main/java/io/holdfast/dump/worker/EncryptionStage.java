package io.holdfast.dump.worker;

import io.holdfast.events.Sha256;
import io.holdfast.store.Manifest;
import io.holdfast.store.age.AgeEncryptingStream;
import io.holdfast.store.age.AgeEncryption;
import io.holdfast.store.age.AgeRecipients;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The way from pg_dump to the destinations. Encryption lies before them, so that all copies are the same bytes; the plain ones
 * are hashed on the way, because nobody here can see them again.
 */
sealed interface EncryptionStage {

    /** Takes what pg_dump says. */
    OutputStream stream();

    /** Lets out what is still on the way; to be called when pg_dump has said everything. */
    void end() throws IOException;

    /** What the manifest has to tell of it; empty where the bytes go as they are. */
    Optional<Manifest.Encryption> encryption();

    static EncryptionStage to(OutputStream out, Optional<AgeRecipients> recipients) throws IOException {
        return recipients.isPresent() ? new Encrypted(recipients.get(), out) : new Plain(out);
    }

    /** The bytes as they are. */
    record Plain(OutputStream stream) implements EncryptionStage {

        @Override
        public void end() {}

        @Override
        public Optional<Manifest.Encryption> encryption() {
            return Optional.empty();
        }
    }

    /** The bytes as an age file. */
    final class Encrypted implements EncryptionStage {

        private final AgeRecipients recipients;
        private final AgeEncryptingStream encrypting;
        private final MessageDigest digest = sha256();
        private final Counting plain;

        Encrypted(AgeRecipients recipients, OutputStream out) throws IOException {
            this.recipients = recipients;
            this.encrypting = AgeEncryption.to(recipients, out);
            this.plain = new Counting(encrypting, digest);
        }

        @Override
        public OutputStream stream() {
            return plain;
        }

        @Override
        public void end() throws IOException {
            encrypting.finish();
        }

        @Override
        public Optional<Manifest.Encryption> encryption() {
            return Optional.of(
                    new Manifest.Encryption(Manifest.Encryption.AGE, recipients.keys(), plain.count, plain.sum()));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /** Hashes and counts what passes. */
    final class Counting extends DigestOutputStream {

        private long count;
        private Optional<Sha256> sum = Optional.empty();

        private Counting(OutputStream out, MessageDigest digest) {
            super(out, digest);
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            count += length;
        }

        private Sha256 sum() {
            if (sum.isEmpty()) {
                sum = Optional.of(Sha256.of(getMessageDigest().digest()));
            }
            return sum.get();
        }
    }
}
