package io.holdfast.events.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CatalogueBackupSettingsTest {

    @Test
    void the_catalogue_is_a_database_to_back_up_if_a_role_is_configured() {
        Map<String, String> settings = CatalogueBackupSettings.settings(configured(Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://catalogue.example:5433/books?ssl=true",
                "holdfast.catalogue-backup.username", "holdfast_backup",
                "holdfast.catalogue-backup.password-file", "/run/secrets/backup",
                "holdfast.catalogue-backup.ssl-mode", "verify-full")));

        assertThat(settings)
                .containsOnly(
                        Map.entry("holdfast.databases.holdfast.host", "catalogue.example"),
                        Map.entry("holdfast.databases.holdfast.port", "5433"),
                        Map.entry("holdfast.databases.holdfast.name", "books"),
                        Map.entry("holdfast.databases.holdfast.username", "holdfast_backup"),
                        Map.entry("holdfast.databases.holdfast.ssl-mode", "verify-full"),
                        Map.entry("holdfast.databases.holdfast.password-file", "/run/secrets/backup"));
    }

    @Test
    void without_a_role_it_is_none() {
        assertThat(CatalogueBackupSettings.settings(
                        configured(Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost/holdfast"))))
                .isEmpty();
    }

    @Test
    void an_address_that_cannot_be_parsed_is_ignored() {
        assertThat(CatalogueBackupSettings.settings(configured(Map.of(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql:holdfast",
                        "holdfast.catalogue-backup.username", "holdfast_backup"))))
                .isEmpty();
    }

    private static Function<String, Optional<String>> configured(Map<String, String> settings) {
        return name -> Optional.ofNullable(settings.get(name));
    }
}
