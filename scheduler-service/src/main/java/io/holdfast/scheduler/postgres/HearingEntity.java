package io.holdfast.scheduler.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.scheduler.scheduling.Hearing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one row that says how far the log was heard. */
@Entity
@Table(name = "hearing")
class HearingEntity {

    @Id
    boolean one = true;

    @Nullable
    Instant since;

    @Column(name = "last_asked")
    @Nullable
    Instant lastAsked;

    @Column(name = "heard_until")
    @Nullable
    Instant heardUntil;

    Hearing hearing() {
        return new Hearing(
                requireNonNull(since), requireNonNull(lastAsked), heardUntil == null ? Instant.MIN : heardUntil);
    }

    void become(Hearing hearing) {
        since = hearing.since();
        lastAsked = hearing.lastAsked();
        heardUntil = hearing.until().equals(Instant.MIN) ? null : hearing.until();
    }
}
