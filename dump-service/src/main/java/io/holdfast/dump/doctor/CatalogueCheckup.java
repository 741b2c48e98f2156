package io.holdfast.dump.doctor;

import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Checks that Holdfast's own catalog database is backed up. A rebuild from the destinations does not restore all of its content. */
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
                        ? DoctorCheckResult.ok(NAME, "the catalog database is backed up with the id 'holdfast'")
                        : DoctorCheckResult.warn(
                                NAME,
                                "Holdfast's own catalog database is not backed up",
                                "Create a role that is a member of pg_read_all_data in the catalog database. Set"
                                        + " holdfast.catalogue-backup.username for every service, and the password for"
                                        + " dump-service."));
    }
}
