package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalog of settings matches the {@code @ConfigMapping} interfaces and the dependencies of modules. */
class SettingsCatalogTest {

    private static final Path RESOURCE =
            Checkout.module("settings").resolve("src/main/resources/io/holdfast/settings/settings.tsv");

    @BeforeAll
    static void write_when_asked() {
        if ("write".equals(System.getProperty("holdfast.documents"))) {
            Checkout.write(RESOURCE, SettingsResource.text());
        }
    }

    @Test
    void the_catalogue_has_every_setting_with_the_services_that_read_it() {
        assertThat(Checkout.read(RESOURCE))
                .as("Write it again: " + Checkout.WRITE)
                .isEqualTo(SettingsResource.text());
    }

    /** Not every service maps this name, but every service reads it: see {@code CatalogueBackupSettings}. */
    @Test
    void every_service_reads_the_role_that_backs_up_the_catalogue() {
        String source = Checkout.read(Checkout.module("backup-events")
                .resolve("src/main/java/io/holdfast/events/settings/CatalogueBackupSettings.java"));

        assertThat(source).contains("ROLE = \"holdfast.catalogue-backup.\"").contains("ROLE + \"username\"");
    }
}
