package io.holdfast.restore.postgres;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Stores databases that the server could not drop. They are set aside by name, so that nothing waits for them. */
@ApplicationScoped
public class UndroppedDatabaseRepository {

    private final CatalogueDatabaseClient catalogue;
    private final Clock clock;

    UndroppedDatabaseRepository(CatalogueDatabaseClient catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * One database that could not be dropped.
     *
     * @param restore restore that created or kept it
     * @param database database whose target is the server
     * @param why the reason, for a person
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

    /** Adds the database, or updates the reason. */
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

    /** Removes the database because it no longer exists. */
    public void remove(UUID restore, String name) {
        catalogue.change("delete from undropped where restore = ? and name = ?", restore, name);
    }

    public List<Left> all() {
        return catalogue.rows("select * from undropped order by database, name", Left::read);
    }
}
