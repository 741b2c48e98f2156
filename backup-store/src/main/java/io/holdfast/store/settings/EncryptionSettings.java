package io.holdfast.store.settings;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** To whom backups are encrypted. Public keys only: who writes backups cannot read them. */
@ConfigMapping(prefix = "holdfast")
public interface EncryptionSettings {

    /** For every database. */
    Encrypted encryption();

    /** What may differ for one database. */
    Map<String, EncryptedDatabase> databases();

    interface Encrypted {

        /** Public keys of age ({@code age1…}); every backup can be opened with the private key of any of them. Not encrypted where absent. */
        Optional<List<String>> recipients();
    }

    interface EncryptedDatabase {

        DatabaseRecipientSettings encryption();
    }

    interface DatabaseRecipientSettings {

        /** Instead of {@code holdfast.encryption.recipients}; {@code none} for a database that is not encrypted. */
        Optional<List<String>> recipients();
    }
}
