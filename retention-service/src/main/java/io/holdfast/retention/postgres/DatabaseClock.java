package io.holdfast.retention.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/** Reads the clock of the catalog database. */
@ApplicationScoped
public class DatabaseClock {

    private final TransactionSqlRunner sql;

    DatabaseClock(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    public Instant now() {
        return sql.query(
                        "select clock_timestamp()",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .getFirst();
    }
}
