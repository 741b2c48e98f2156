package io.holdfast.notify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.notify.settings.NotifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries of sinks and deliveries, for operators and metrics. */
@ApplicationScoped
public class DeliveryQueries {

    /** How long a delivery that was given up is reported. */
    private static final Duration REPORTED_FOR = Duration.ofDays(1);

    private final CatalogueDatabaseClient catalogue;
    private final Clock clock;
    private final Duration keepEnded;

    DeliveryQueries(CatalogueDatabaseClient catalogue, Clock clock, NotifySettings settings) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.keepEnded = settings.keepEnded();
    }

    /**
     * The status of a sink.
     *
     * @param configured whether the sink is still configured
     * @param catchingUp whether missed events are being read again; nothing is sent during that time
     * @param oldestPending when the oldest pending delivery was stored
     * @param failures consecutive failures of the lane with the most failures
     * @param refusals consecutive refusals of the lane with the most refusals
     * @param goneAt when the receiver responded with HTTP 410; nothing is sent since then
     * @param pausedUntil end of a pause that the receiver requested
     * @param givenUp number of deliveries that were given up within the last day
     * @param lastAnswer last response to the oldest pending delivery, or to the newest finished one if none is pending
     */
    public record SinkLine(
            String name,
            boolean configured,
            boolean catchingUp,
            long pending,
            @Nullable Instant oldestPending,
            int failures,
            int refusals,
            @Nullable Instant goneAt,
            @Nullable Instant pausedUntil,
            long givenUp,
            @Nullable Instant lastDelivered,
            @Nullable String lastAnswer) {

        static SinkLine read(ResultSet row) throws SQLException {
            return new SinkLine(
                    row.getString("name"),
                    row.getBoolean("configured"),
                    row.getBoolean("catching_up"),
                    row.getLong("pending"),
                    CatalogueDatabaseClient.instant(row, "oldest_pending"),
                    row.getInt("failures"),
                    row.getInt("refusals"),
                    CatalogueDatabaseClient.instant(row, "gone_at"),
                    CatalogueDatabaseClient.instant(row, "paused_until"),
                    row.getLong("given_up"),
                    CatalogueDatabaseClient.instant(row, "last_delivered"),
                    row.getString("last_answer"));
        }
    }

    /** One delivery, without its content. */
    public record DeliveryLine(
            String sink,
            String database,
            String type,
            String source,
            String eventId,
            Instant happenedAt,
            String state,
            int attempts,
            Instant writtenAt,
            @Nullable Instant endedAt,
            @Nullable String lastAnswer) {

        static DeliveryLine read(ResultSet row) throws SQLException {
            return new DeliveryLine(
                    row.getString("sink"),
                    row.getString("database"),
                    row.getString("type"),
                    row.getString("source"),
                    row.getString("event_id"),
                    instant(row, "happened_at"),
                    row.getString("state"),
                    row.getInt("attempts"),
                    instant(row, "written_at"),
                    CatalogueDatabaseClient.instant(row, "ended_at"),
                    row.getString("last_answer"));
        }

        private static Instant instant(ResultSet row, String column) throws SQLException {
            return requireNonNull(CatalogueDatabaseClient.instant(row, column));
        }
    }

    public List<SinkLine> sinks() {
        return catalogue.rows(
                "select s.name, s.configured,"
                        + " exists (select 1 from sink_position p where p.sink = s.name and p.caught_up_to < p.hears_from)"
                        + " as catching_up,"
                        + " (select count(*) from delivery d where d.sink = s.name and d.state = 'pending') as pending,"
                        + " (select min(written_at) from delivery d where d.sink = s.name and d.state = 'pending')"
                        + " as oldest_pending,"
                        + " (select coalesce(max(failures), 0) from lane l where l.sink = s.name) as failures,"
                        + " (select coalesce(max(refusals), 0) from lane l where l.sink = s.name) as refusals,"
                        + " s.gone_at, case when s.paused_until > ? then s.paused_until end as paused_until,"
                        + " (select count(*) from delivery d where d.sink = s.name and d.state = 'given_up'"
                        + " and d.ended_at > ?) as given_up,"
                        + " (select ended_at from delivery d where d.sink = s.name and d.state = 'delivered'"
                        + " and d.ended_at is not null order by d.ended_at desc limit 1) as last_delivered,"
                        + " coalesce((select last_answer from delivery d where d.sink = s.name and d.state = 'pending'"
                        + " order by d.written_at limit 1), (select last_answer from delivery d where d.sink = s.name"
                        + " and d.ended_at is not null order by d.ended_at desc limit 1)) as last_answer"
                        + " from sink s order by s.name",
                SinkLine::read,
                clock.instant(),
                clock.instant().minus(REPORTED_FOR));
    }

    /** Returns the newest 200 deliveries. */
    public List<DeliveryLine> deliveries(Optional<String> sink, Optional<String> database, Optional<String> state) {
        return catalogue.rows(
                "select * from delivery where (?::text is null or sink = ?) and (?::text is null or database = ?)"
                        + " and (?::text is null or state = ?) order by written_at desc, log_offset desc limit 200",
                DeliveryLine::read,
                sink.orElse(null),
                sink.orElse(null),
                database.orElse(null),
                database.orElse(null),
                state.orElse(null),
                state.orElse(null));
    }

    /** Deletes finished deliveries after the retention time. */
    public void forget() {
        catalogue.change(
                "delete from delivery where ended_at < ?", clock.instant().minus(keepEnded));
    }
}
