package io.holdfast.retention.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.codec.Json;
import io.holdfast.retention.metadata.BackupMetadata;
import io.holdfast.retention.metadata.BackupMetadataFileStore;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.StorageFullResult;
import io.holdfast.store.StoreCompanionFileResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Stores the facts as JSON, with the time of writing. If two files differ, the later one is more complete. */
@ApplicationScoped
class DestinationMetadataFileStore implements BackupMetadataFileStore {

    private static final String WRITTEN_AT = "writtenAt";

    private static final JsonMapper MAPPER = Json.mapper();

    /** @param writtenAt when it was written */
    record Sidecar(BackupMetadata facts, Instant writtenAt) {}

    private final ConfiguredDestinations destinations;

    DestinationMetadataFileStore(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public String digest(BackupMetadata metadata) {
        return HashingStreamCopier.sha256(
                        MAPPER.valueToTree(metadata).toString().getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    @Override
    public WriteResult put(CopyLocation copy, BackupMetadata metadata, Instant writtenAt) {
        CompanionFile companion = new CompanionFile(CompanionFile.Role.FACTS, text(metadata, writtenAt));
        return destinations
                .named(copy.destination())
                .flatMap(destination -> ObjectKey.parse(copy.key()).map(key -> destination.put(key, companion)))
                .map(DestinationMetadataFileStore::put)
                .orElseGet(() -> new WriteResult.Away(copy + " is not at a configured destination"));
    }

    private static WriteResult put(StoreCompanionFileResult putResult) {
        return switch (putResult) {
            case StoreCompanionFileResult.Placed placed -> new WriteResult.Done();
            case StorageFullResult full -> new WriteResult.Away(full.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new WriteResult.Away(destinationUnavailable.reason());
        };
    }

    static String text(BackupMetadata metadata, Instant writtenAt) {
        ObjectNode file = MAPPER.valueToTree(metadata);
        file.put(WRITTEN_AT, writtenAt.toString());
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot serialize the facts", e);
        }
    }

    /** Empty if the text is not a facts file of a supported version. */
    static Optional<Sidecar> parse(String text) {
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode file)) {
                return Optional.empty();
            }
            Instant writtenAt = Instant.parse(file.path(WRITTEN_AT).asText());
            file.remove(WRITTEN_AT);
            BackupMetadata metadata = MAPPER.treeToValue(file, BackupMetadata.class);
            return metadata.version() == BackupMetadata.VERSION
                    ? Optional.of(new Sidecar(metadata, writtenAt))
                    : Optional.empty();
        } catch (JsonProcessingException | RuntimeException e) {
            // Not written by Holdfast.
            return Optional.empty();
        }
    }
}
