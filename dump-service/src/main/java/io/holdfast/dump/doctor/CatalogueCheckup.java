package io.holdfast.dump.doctor;

import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether Holdfast's own catalogue is backed up as well. Without it the books can be rebuilt, but not all that they know. */
@ApplicationScoped
class CatalogueCheckup implements Checkup {

    private static final String NAME = "catalogue backup";
    private static final DatabaseId CATALOGUE = new DatabaseId("holdfast");

    private final ConfiguredDatabases databases;

    CatalogueCheckup(ConfiguredDatabases databases) {
        this.databases = databases;
    }

    @Override
    public List<DoctorCheckResult> check() {
        return List.of(
                databases.ids().contains(CATALOGUE)
                        ? DoctorCheckResult.ok(NAME, "the catalogue is backed up as the database 'holdfast'")
                        : DoctorCheckResult.warn(
                                NAME,
                                "nobody backs up Holdfast's own catalogue",
                                "Create a role in it that is a member of pg_read_all_data, and set"
                                        + " holdfast.catalogue-backup.username for every service and its password for"
                                        + " dump-service."));
    }
}
