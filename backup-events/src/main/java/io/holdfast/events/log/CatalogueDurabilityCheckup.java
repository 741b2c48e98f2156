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
 * Whether a power cut can take what the catalogue has committed, as the sessions of this service see it. Says nothing of a catalogue that does
 * not answer, which {@link LogCheckup} reports.
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
                    ? List.of(DoctorCheckResult.ok("catalogue durability", "commits wait for the disk"))
                    : List.of(DoctorCheckResult.warn(
                            "catalogue durability",
                            "a power cut can take committed transactions: off for this service are " + off,
                            "Switch them on, on the catalogue's server and for the role of this service."));
        } catch (SQLException e) {
            return List.of();
        }
    }
}
