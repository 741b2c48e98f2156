package io.holdfast.dump.worker;

import io.holdfast.events.Sha256;
import io.holdfast.store.Manifest;
import io.holdfast.store.age.AgeEncryptingStream;
import io.holdfast.store.age.AgeEncryptionRecipients;
import io.holdfast.store.age.AgeFileEncryptor;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The stage between pg_dump and the destinations. Encryption happens before the fan-out, so that all copies are identical. The
 * plain data is hashed here, because this service cannot decrypt it later.
 */
sealed interface EncryptionStage {

    /** Returns the stream for the output of pg_dump. */
    OutputStream stream();

    /** Writes buffered data. Call this after all output of pg_dump was written. */
    void end() throws IOException;

    /** Returns the encryption section of the manifest; empty if the artifact is not encrypted. */
    Optional<Manifest.Encryption> encryption();

    static EncryptionStage to(OutputStream out, Optional<AgeEncryptionRecipients> recipients) throws IOException {
        return recipients.isPresent() ? new Encrypted(recipients.get(), out) : new Plain(out);
    }

    /** Passes the data unchanged. */
    record Plain(OutputStream stream) implements EncryptionStage {

        @Override
        public void end() {}

        @Override
        public Optional<Manifest.Encryption> encryption() {
            return Optional.empty();
        }
    }

    /** Encrypts the data in age format. */
    final class Encrypted implements EncryptionStage {

        private final AgeEncryptionRecipients recipients;
        private final AgeEncryptingStream encrypting;
        private final MessageDigest digest = sha256();
        private final Counting plain;

        Encrypted(AgeEncryptionRecipients recipients, OutputStream out) throws IOException {
            this.recipients = recipients;
            this.encrypting = AgeFileEncryptor.to(recipients, out);
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
                throw new IllegalStateException("the JDK does not support SHA-256", e);
            }
        }
    }

    /** Hashes and counts the bytes. */
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
