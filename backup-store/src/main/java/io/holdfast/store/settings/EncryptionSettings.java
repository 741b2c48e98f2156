package io.holdfast.store.settings;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recipients of encrypted backups. These are public keys only, so a service that writes backups cannot read them. */
@ConfigMapping(prefix = "holdfast")
public interface EncryptionSettings {

    /** Applies to every database. */
    Encrypted encryption();

    /** Settings that can differ for one database. */
    Map<String, EncryptedDatabase> databases();

    interface Encrypted {

        /**
         * Public age keys ({@code age1…}). The private key of any of them can decrypt every backup. If not set, backups are not encrypted.
         */
        Optional<List<String>> recipients();
    }

    interface EncryptedDatabase {

        DatabaseRecipientSettings encryption();
    }

    interface DatabaseRecipientSettings {

        /** Overrides {@code holdfast.encryption.recipients} for this database; {@code none} disables encryption. */
        Optional<List<String>> recipients();
    }
}
