package io.holdfast.dump.health;

import io.holdfast.dump.settings.Databases;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether Holdfast's own catalogue is backed up as well. Without it the books can be rebuilt, but not all that they know. */
@ApplicationScoped
class CatalogueCheckup implements Checkup {

    private static final String NAME = "catalogue backup";
    private static final DatabaseId CATALOGUE = new DatabaseId("holdfast");

    private final Databases databases;

    CatalogueCheckup(Databases databases) {
        this.databases = databases;
    }

    @Override
    public List<Check> look() {
        return List.of(
                databases.ids().contains(CATALOGUE)
                        ? Check.ok(NAME, "the catalogue is backed up as the database 'holdfast'")
                        : Check.warn(
                                NAME,
                                "nobody backs up Holdfast's own catalogue",
                                "Create a role in it that is a member of pg_read_all_data, and set"
                                        + " holdfast.catalogue-backup.username for every service and its password for"
                                        + " dump-service."));
    }
}
