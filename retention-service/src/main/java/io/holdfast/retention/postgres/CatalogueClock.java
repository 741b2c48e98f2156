package io.holdfast.retention.postgres;

import io.holdfast.retention.expiring.Clocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** This machine's clock beside the catalogue's. The broker's is read off the intents themselves, which it stamps. */
@ApplicationScoped
class CatalogueClock implements Clocks {

    private final Sql sql;
    private final Clock clock;

    CatalogueClock(DataSource catalogue, Clock clock) {
        this.sql = new Sql(catalogue);
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Optional<String> disagreement() {
        Instant theirs = sql.query(
                        "select clock_timestamp()",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .getFirst();
        Instant ours = clock.instant();
        return Duration.between(theirs, ours).abs().compareTo(TOLERANCE) > 0
                ? Optional.of("the catalogue's clock (" + theirs + ") and this machine's (" + ours
                        + ") differ by more than " + TOLERANCE.toMinutes() + " minutes; synchronise them")
                : Optional.empty();
    }
}
