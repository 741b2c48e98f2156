package io.holdfast.verify.storage;

import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import io.holdfast.verify.settings.VerifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/** The key of displayed fingerprints. The file is read for every use, so a replaced key takes effect at once. */
@ApplicationScoped
public class FingerprintKeyFile {

    private final Optional<Path> file;

    @Inject
    FingerprintKeyFile(VerifySettings settings) {
        this(settings.verify().fingerprintKeyFile());
    }

    FingerprintKeyFile(Optional<Path> file) {
        this.file = file;
    }

    /** The current content of the file. */
    public sealed interface Reading {

        /** No file is configured. */
        record NotConfigured() implements Reading {}

        /** @param why the reason, without any content of the file */
        record Unusable(String why) implements Reading {}

        record Usable(FingerprintKey key) implements Reading {}
    }

    public Reading read() {
        return file.map(FingerprintKeyFile::read).orElseGet(Reading.NotConfigured::new);
    }

    private static Reading read(Path file) {
        try {
            String text = SecretFileReader.firstLine(file).strip();
            return text.length() < FingerprintKey.SHORTEST
                    ? new Reading.Unusable("has no first line of at least " + FingerprintKey.SHORTEST + " characters")
                    : new Reading.Usable(new FingerprintKey(text));
        } catch (UnusableSecretFileException e) {
            return new Reading.Unusable(e.reason());
        }
    }
}
