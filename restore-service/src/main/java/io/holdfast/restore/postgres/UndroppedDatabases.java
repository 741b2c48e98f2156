package io.holdfast.restore.postgres;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.JdbcCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Databases that were to be dropped, and that the server did not drop: set aside by name, so that nothing waits for them. */
@ApplicationScoped
public class UndroppedDatabases {

    private final JdbcCatalogue catalogue;
    private final Clock clock;

    UndroppedDatabases(JdbcCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param restore that made it or kept it
     * @param database whose target the server is
     * @param why for a person
     */
    public record Left(UUID restore, String name, DatabaseId database, String why) {

        private static Left read(ResultSet row) throws SQLException {
            return new Left(
                    row.getObject("restore", UUID.class),
                    row.getString("name"),
                    new DatabaseId(row.getString("database")),
                    row.getString("why"));
        }
    }

    /** Remembers it, with the newest reason. */
    public void add(UUID restore, String name, DatabaseId database, String why) {
        catalogue.change(
                "insert into undropped (restore, name, database, since, why) values (?, ?, ?, ?, ?)"
                        + " on conflict (restore, name) do update set why = excluded.why",
                restore,
                name,
                database.value(),
                clock.instant(),
                why);
    }

    /** It is there no more. */
    public void remove(UUID restore, String name) {
        catalogue.change("delete from undropped where restore = ? and name = ?", restore, name);
    }

    public List<Left> all() {
        return catalogue.rows("select * from undropped order by database, name", Left::read);
    }
}
