package io.holdfast.retention.expiring;

import io.holdfast.events.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page while one thing of it is changed. */
final class Draft {

    private final Backup before;

    @Nullable
    Kind kind;

    State state;
    Making making;
    Trust trust;
    List<StoredCopy> copies;

    @Nullable
    Hold hold;

    List<Pin> pins;
    List<Intent> intents;
    List<Promotion> promotions;

    @Nullable
    Instant protectedAt;

    Draft(Backup before) {
        this.before = before;
        this.kind = before.kind();
        this.state = before.state();
        this.making = before.making();
        this.trust = before.trust();
        this.copies = before.copies();
        this.hold = before.hold();
        this.pins = before.pins();
        this.intents = before.intents();
        this.promotions = before.promotions();
        this.protectedAt = before.protectedAt();
    }

    Backup page() {
        return new Backup(
                before.id(),
                before.database(),
                kind,
                state,
                before.firstHeardAt(),
                making,
                trust,
                copies,
                hold,
                pins,
                intents,
                promotions,
                protectedAt);
    }
}
