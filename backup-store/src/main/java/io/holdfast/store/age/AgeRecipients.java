package io.holdfast.store.age;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Public keys to which something is encrypted; the owner of any one of them can open it.
 *
 * @param keys as {@code age-keygen} prints them ({@code age1…}), each once; at least one
 */
public record AgeRecipients(List<String> keys) {

    private static final Pattern PUBLIC = Pattern.compile("age1[02-9ac-hj-np-z]{58}");
    private static final String PRIVATE = "AGE-SECRET-KEY-";

    /**
     * @throws IllegalArgumentException if there is none, or one of them is no public key; the message never quotes it, because
     *     it may be a secret
     */
    public AgeRecipients {
        keys = keys.stream().map(String::strip).distinct().toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no recipient: give at least one public key ('age1…')");
        }
        for (int i = 0; i < keys.size(); i++) {
            check(keys.get(i), i + 1);
        }
    }

    private static void check(String key, int number) {
        if (key.toUpperCase(Locale.ROOT).startsWith(PRIVATE)) {
            throw new IllegalArgumentException(
                    "recipient " + number + " is a private key, and a recipient is the public one"
                            + " ('age1…', as 'age-keygen -y' prints it): who writes backups must not be able to read them. Make a new"
                            + " pair if anybody else could read this configuration");
        }
        if (!PUBLIC.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "recipient " + number
                            + " is no public key of age: expected 'age1' and 58 lower-case letters and digits, as 'age-keygen' prints");
        }
        writer(key, number);
    }

    private static RecipientStanzaWriter writer(String key, int number) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "recipient " + number
                            + " is no public key of age: its checksum does not fit, so it was mistyped or cut",
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
