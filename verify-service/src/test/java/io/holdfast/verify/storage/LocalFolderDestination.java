package io.holdfast.verify.storage;

import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.EncryptedArchiveReader;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.store.settings.DestinationSettings;
import io.holdfast.verify.settings.VerifySettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;

/** One directory as the destination {@code local}. */
final class LocalFolderDestination {

    private LocalFolderDestination() {}

    static DestinationCopyReader copies(Path folder) {
        return new DestinationCopyReader(destinations(folder));
    }

    static PgRestoreArchiveDecoder archives(Path folder, ClientProgramLookup programs) {
        return archives(folder, programs, Map.of());
    }

    static PgRestoreArchiveDecoder archives(Path folder, ClientProgramLookup programs, Map<String, String> settings) {
        DecryptionKeyFileReader identities = new DecryptionKeyFileReader(mapping(VerifySettings.class, settings));
        return new PgRestoreArchiveDecoder(
                destinations(folder), new EncryptedArchiveReader(identities::identities), programs);
    }

    private static ConfiguredDestinations destinations(Path folder) {
        return new ConfiguredDestinations(
                mapping(DestinationSettings.class, Map.of("holdfast.backup-dir", folder.toString())));
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
