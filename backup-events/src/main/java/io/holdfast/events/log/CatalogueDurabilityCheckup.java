package io.holdfast.events.log;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Checks whether a power failure can lose transactions that the catalog database has committed, as seen by the sessions of this service.
 * There is no result if the database does not answer; {@link LogCheckup} reports that.
 */
@ApplicationScoped
class CatalogueDurabilityCheckup implements Checkup {

    private final DataSource catalogue;

    CatalogueDurabilityCheckup(DataSource catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<DoctorCheckResult> check() {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select string_agg(name, ', ' order by name)
                        from pg_catalog.pg_settings
                        where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
                        """);
                ResultSet row = select.executeQuery()) {
            String off = row.next() ? row.getString(1) : null;
            return off == null
                    ? List.of(DoctorCheckResult.ok("catalogue durability", "commits are written to disk"))
                    : List.of(DoctorCheckResult.warn(
                            "catalogue durability",
                            "a power failure can lose committed transactions: these settings are off: " + off,
                            "Switch them on, on the catalog's server and for the role of this service."));
        } catch (SQLException e) {
            return List.of();
        }
    }
}
