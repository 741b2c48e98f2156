package io.holdfast.store.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.store.age.AgeEncryptionRecipients;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The recipients of each database's encrypted backups. They are created at start, so that an invalid key is refused immediately. */
@Startup
@ApplicationScoped
public class DatabaseEncryptionRecipients {

    private static final List<String> NOBODY = List.of("none");

    private final Optional<AgeEncryptionRecipients> usual;
    private final Map<String, Optional<AgeEncryptionRecipients>> ofDatabases = new HashMap<>();

    /** @throws IllegalArgumentException if the configured value is not a list of public keys */
    public DatabaseEncryptionRecipients(EncryptionSettings settings) {
        usual = settings.encryption().recipients().flatMap(keys -> read("holdfast.encryption.recipients", keys));
        settings.databases()
                .forEach((id, database) -> database.encryption()
                        .recipients()
                        .ifPresent(keys -> ofDatabases.put(
                                id, read("holdfast.databases." + id + ".encryption.recipients", keys))));
    }

    private static Optional<AgeEncryptionRecipients> read(String setting, List<String> keys) {
        try {
            return keys.equals(NOBODY) ? Optional.empty() : Optional.of(new AgeEncryptionRecipients(keys));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }

    /** Empty if the database's backups are not encrypted. */
    public Optional<AgeEncryptionRecipients> of(DatabaseId database) {
        return ofDatabases.getOrDefault(database.value(), usual);
    }

    /** All configured lists, for a check whether they can be decrypted. */
    public List<AgeEncryptionRecipients> all() {
        return Stream.concat(usual.stream(), ofDatabases.values().stream().flatMap(Optional::stream))
                .distinct()
                .toList();
    }
}
