package io.holdfast.verify.storage;

import io.holdfast.restoring.archive.EncryptedArchives;
import io.holdfast.restoring.archive.Programs;
import io.holdfast.store.settings.DestinationSettings;
import io.holdfast.store.settings.Destinations;
import io.holdfast.verify.settings.VerifySettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;

/** One folder as the destination {@code local}. */
final class Here {

    private Here() {}

    static StoredCopies copies(Path folder) {
        return new StoredCopies(destinations(folder));
    }

    static PgRestoreArchives archives(Path folder, Programs programs) {
        return archives(folder, programs, Map.of());
    }

    static PgRestoreArchives archives(Path folder, Programs programs, Map<String, String> settings) {
        IdentityFile identities = new IdentityFile(mapping(VerifySettings.class, settings));
        return new PgRestoreArchives(destinations(folder), new EncryptedArchives(identities::identities), programs);
    }

    private static Destinations destinations(Path folder) {
        return new Destinations(mapping(DestinationSettings.class, Map.of("holdfast.backup-dir", folder.toString())));
    }

    private static <T> T mapping(Class<T> type, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(type)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(type);
    }
}
