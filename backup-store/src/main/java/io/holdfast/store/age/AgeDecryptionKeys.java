package io.holdfast.store.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Private keys for decryption. They cannot be read back and are never printed. */
public final class AgeDecryptionKeys implements ReadDecryptionKeysResult {

    private static final String PREFIX = "AGE-SECRET-KEY-1";

    private final List<RecipientStanzaReader> readers;

    private AgeDecryptionKeys(List<RecipientStanzaReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /** Reads a file in the format of {@code age-keygen}: one key per line; comments and blank lines are skipped. */
    public static ReadDecryptionKeysResult from(Path file) {
        try {
            return parse(SecretFileReader.lines(file));
        } catch (UnusableSecretFileException e) {
            return new NoIdentities("the identity file " + e.reason());
        }
    }

    private static ReadDecryptionKeysResult parse(List<String> lines) {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        int number = 0;
        for (String line : lines.stream().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(PREFIX)) {
                return new NoIdentities("line " + number + " of the identity file " + what(line));
            }
            try {
                readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // The exception's message could quote the key.
                return new NoIdentities("line " + number + " of the identity file was mistyped or truncated");
            }
        }
        return readers.isEmpty()
                ? new NoIdentities("the identity file contains no key")
                : new AgeDecryptionKeys(readers);
    }

    private static String what(String line) {
        if (line.startsWith("age1")) {
            return "is a public key: backups require the private key, which begins with " + PREFIX;
        }
        if (line.startsWith("age-encryption.org") || line.startsWith("-----BEGIN AGE")) {
            return "begins an encrypted file: a service cannot enter its passphrase";
        }
        return "is not a key that begins with " + PREFIX;
    }

    public int count() {
        return readers.size();
    }

    List<RecipientStanzaReader> readers() {
        return readers;
    }

    @Override
    public String toString() {
        return count() + " identities";
    }
}
