package io.holdfast.scheduler.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.scheduler.scheduling.EventLogWatermark;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The single row that stores the watermark of the event log. */
@Entity
@Table(name = "hearing")
class EventLogWatermarkEntity {

    @Id
    boolean one = true;

    @Nullable
    Instant since;

    @Column(name = "last_asked")
    @Nullable
    Instant lastAsked;

    @Column(name = "heard_until")
    @Nullable
    Instant readUntil;

    EventLogWatermark watermark() {
        return new EventLogWatermark(
                requireNonNull(since), requireNonNull(lastAsked), readUntil == null ? Instant.MIN : readUntil);
    }

    void become(EventLogWatermark watermark) {
        since = watermark.since();
        lastAsked = watermark.lastAsked();
        readUntil = watermark.until().equals(Instant.MIN) ? null : watermark.until();
    }
}
