package io.holdfast.events.log;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How a service signs in to its own catalogue, beside Quarkus' own {@code quarkus.datasource.*}. */
@ConfigMapping(prefix = "holdfast.catalogue")
interface CatalogueSettings {

    /** File whose first line is the password of {@code quarkus.datasource.username}, instead of {@code quarkus.datasource.password}; read anew for every connection, so that it can change while the service runs. */
    Optional<Path> passwordFile();
}
