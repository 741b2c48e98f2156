package io.holdfast.events.log;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Credentials of a service for the catalog, in addition to {@code quarkus.datasource.*}. */
@ConfigMapping(prefix = "holdfast.catalogue")
interface CatalogueSettings {

    /**
     * File whose first line is the password of {@code quarkus.datasource.username}; use it instead of {@code quarkus.datasource.password}.
     * The service reads the file for each new connection, so you can change the password without a restart.
     */
    Optional<Path> passwordFile();
}
