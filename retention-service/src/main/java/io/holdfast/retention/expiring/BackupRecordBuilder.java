package io.holdfast.retention.expiring;

import io.holdfast.events.BackupKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a changed copy of a backup record. */
final class BackupRecordBuilder {

    private final BackupRecord before;

    @Nullable
    BackupKind kind;

    BackupState state;
    BackupRunDetails making;
    BackupVerificationState trust;
    List<StoredCopy> copies;

    @Nullable
    BackupHold hold;

    List<BackupPin> pins;
    List<DeletionIntent> intents;
    List<TierPromotion> promotions;

    @Nullable
    Instant protectedAt;

    BackupRecordBuilder(BackupRecord before) {
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

    BackupRecord build() {
        return new BackupRecord(
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
