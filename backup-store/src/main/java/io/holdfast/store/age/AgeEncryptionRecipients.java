package io.holdfast.store.age;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Public keys for encryption. Any of the matching private keys decrypts the data.
 *
 * @param keys in the format of {@code age-keygen} ({@code age1…}), without duplicates; at least one
 */
public record AgeEncryptionRecipients(List<String> keys) {

    private static final Pattern PUBLIC = Pattern.compile("age1[02-9ac-hj-np-z]{58}");
    private static final String PRIVATE = "AGE-SECRET-KEY-";

    /**
     * @throws IllegalArgumentException if there is no recipient, or one of them is not a public key; the message never quotes it, because
     * it can be a secret
     */
    public AgeEncryptionRecipients {
        keys = keys.stream().map(String::strip).distinct().toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no recipient: set at least one public key ('age1…')");
        }
        for (int i = 0; i < keys.size(); i++) {
            check(keys.get(i), i + 1);
        }
    }

    private static void check(String key, int number) {
        if (key.toUpperCase(Locale.ROOT).startsWith(PRIVATE)) {
            throw new IllegalArgumentException("recipient " + number + " is a private key, but must be the public key"
                    + " ('age1…', as printed by 'age-keygen -y'): a service that writes backups must not be"
                    + " able to read them. Create a new"
                    + " key pair if anyone else could read this configuration");
        }
        if (!PUBLIC.matcher(key).matches()) {
            throw new IllegalArgumentException("recipient " + number
                    + " is not a public key of age: expected 'age1' and 58 lowercase letters and digits, as"
                    + " printed by 'age-keygen'");
        }
        writer(key, number);
    }

    private static RecipientStanzaWriter writer(String key, int number) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "recipient " + number
                            + " is not a public key of age: its checksum does not match, so it was mistyped or truncated",
                    e);
        }
    }

    public int count() {
        return keys.size();
    }

    List<RecipientStanzaWriter> writers() {
        List<RecipientStanzaWriter> writers = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            writers.add(writer(keys.get(i), i + 1));
        }
        return writers;
    }
}
