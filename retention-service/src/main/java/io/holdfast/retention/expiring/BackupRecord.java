package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyEvent.CopyArchived;
import io.holdfast.events.BackupCopyEvent.CopyLocked;
import io.holdfast.events.BackupCopyEvent.LockMissing;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of one backup that retention needs, derived from all events about it.
 *
 * @param kind absent only if the request was rejected for its kind
 * @param firstHeardAt time of the first event about the backup
 * @param intents announced deletions of copies, neither carried out nor withdrawn yet
 * @param promotions the tiers, beside the daily one, to which the backup was promoted according to the event log; empty
 *     in records from before tiers existed
 * @param protectedAt when the backup was last published as protected: every copy that its policy requires exists and
 *     has been read again; absent if it never was, or if a copy was found bad since then
 */
public record BackupRecord(
        BackupId id,
        DatabaseId database,
        @Nullable BackupKind kind,
        BackupState state,
        Instant firstHeardAt,
        BackupRunDetails making,
        BackupVerificationState trust,
        List<StoredCopy> copies,
        @Nullable BackupHold hold,
        List<BackupPin> pins,
        List<DeletionIntent> intents,
        List<TierPromotion> promotions,
        @Nullable Instant protectedAt) {

    /** Newest first. The id breaks ties, so that all replicas order two backups of the same instant in the same way. */
    public static final Comparator<BackupRecord> NEWEST_FIRST = (one, other) -> {
        int byAge = other.takenAt().compareTo(one.takenAt());
        return byAge != 0 ? byAge : one.id.value().compareTo(other.id.value());
    };

    public BackupRecord {
        copies = List.copyOf(copies);
        pins = List.copyOf(pins);
        intents = List.copyOf(intents);
        promotions = List.copyOf(Objects.requireNonNullElse(promotions, List.of()));
    }

    static BackupRecord firstHeardOf(
            BackupId id, DatabaseId database, @Nullable BackupKind kind, BackupState state, Instant at) {
        return new BackupRecord(
                id,
                database,
                kind,
                state,
                at,
                BackupRunDetails.UNKNOWN,
                BackupVerificationState.NONE,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    /** The time of the data: when the run began, as far as known. Ages count from this time. */
    public Instant takenAt() {
        return making.startedAt() == null ? firstHeardAt : making.startedAt();
    }

    /** Whether a destination may hold bytes of the backup. */
    public boolean isStored() {
        for (StoredCopy copy : copies) {
            if (copy.isThere()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a copy is stored or the dump is still in progress. */
    public boolean isKept() {
        return isStored() || state.isInProgress();
    }

    /**
     * The state as shown to users: {@code expiring} while all copies are about to be deleted, otherwise the last
     * published state.
     */
    public String word() {
        return isExpiring() && lasting().findAny().isEmpty() ? "expiring" : state.word();
    }

    /** Whether the backup was ever completed. Later events about its runs do not change this. */
    boolean isSealed() {
        return !copies.isEmpty() || state == BackupState.EXPIRED;
    }

    /** Copies that are not deleted, good or bad. */
    public Stream<StoredCopy> storedCopies() {
        return copies.stream().filter(StoredCopy::isThere);
    }

    /** Stored copies, good or bad, without an announced deletion. */
    Stream<StoredCopy> lasting() {
        return intents.isEmpty() ? storedCopies() : storedCopies().filter(copy -> !isGoing(copy));
    }

    /** Whether the deletion of this copy is announced. */
    public boolean isGoing(StoredCopy copy) {
        for (DeletionIntent intent : intents) {
            if (copy.is(intent.copy())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether other backups may be deleted because this one exists: it is verified and has a good copy without an
     * announced deletion.
     */
    public boolean isSurvivor() {
        if (state != BackupState.VERIFIED) {
            return false;
        }
        for (StoredCopy copy : copies) {
            if (copy.isGood() && !isGoing(copy)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the event log reports the backup as protected, and nothing bad was found since then. */
    public boolean isProtected() {
        return protectedAt != null;
    }

    public boolean isPromotedTo(RetentionTier tier) {
        for (TierPromotion promotion : promotions) {
            if (promotion.tier() == tier) {
                return true;
            }
        }
        return false;
    }

    /** Whether the deletion of any copy is announced. */
    public boolean isExpiring() {
        return !intents.isEmpty();
    }

    public boolean isPinned(Instant now) {
        return activePin(now).isPresent();
    }

    Optional<BackupPin> activePin(Instant now) {
        return pins.isEmpty()
                ? Optional.empty()
                : pins.stream().filter(pin -> pin.isActive(now)).findFirst();
    }

    Optional<DeletionIntent> intent(UUID intent) {
        return intents.stream().filter(open -> open.id().equals(intent)).findFirst();
    }

    BackupRecord in(BackupState other) {
        return changed(builder -> builder.state = other);
    }

    BackupRecord of(BackupKind known) {
        return changed(builder -> builder.kind = known);
    }

    BackupRecord with(BackupRunDetails other) {
        return changed(builder -> builder.making = other);
    }

    BackupRecord with(BackupVerificationState other) {
        return changed(builder -> builder.trust = other);
    }

    BackupRecord withCopies(List<StoredCopy> others) {
        return changed(builder -> builder.copies = others);
    }

    BackupRecord withCopy(CopyLocation ref, StoredCopy.Condition condition) {
        return withCopies(copies.stream()
                .map(copy -> copy.is(ref) ? copy.in(condition) : copy)
                .toList());
    }

    public BackupRecord protectedSince(@Nullable Instant at) {
        return changed(builder -> builder.protectedAt = at);
    }

    /** Replaces the earlier end of the same tier. */
    public BackupRecord promoted(TierPromotion promotion) {
        List<TierPromotion> others = Stream.concat(
                        promotions.stream().filter(other -> other.tier() != promotion.tier()), Stream.of(promotion))
                .toList();
        return changed(builder -> builder.promotions = others);
    }

    BackupRecord withHold(@Nullable BackupHold other) {
        return changed(builder -> builder.hold = other);
    }

    /** Adds a good copy, in place of an earlier copy at the same location. */
    public BackupRecord copied(BackupCopyRecord copy) {
        return CopyEventProjection.copied(this, copy);
    }

    public BackupRecord locked(CopyLocked event) {
        return CopyEventProjection.of(event, firstHeardAt).apply(this);
    }

    public BackupRecord lockMissed(LockMissing event) {
        return CopyEventProjection.of(event, firstHeardAt).apply(this);
    }

    public BackupRecord archived(CopyArchived event) {
        return CopyEventProjection.of(event, firstHeardAt).apply(this);
    }

    public BackupRecord withPin(BackupPin pin) {
        BackupRecord without = withoutPin(pin.id());
        return without.withPins(
                Stream.concat(without.pins.stream(), Stream.of(pin)).toList());
    }

    public BackupRecord withoutPin(UUID pin) {
        return withPins(pins.stream().filter(other -> !other.id().equals(pin)).toList());
    }

    private BackupRecord withPins(List<BackupPin> others) {
        return changed(builder -> builder.pins = others);
    }

    BackupRecord withIntent(DeletionIntent intent) {
        BackupRecord without = withoutIntent(intent.id());
        return without.withIntents(
                Stream.concat(without.intents.stream(), Stream.of(intent)).toList());
    }

    BackupRecord withoutIntent(UUID intent) {
        return withIntents(
                intents.stream().filter(open -> !open.id().equals(intent)).toList());
    }

    BackupRecord withIntents(List<DeletionIntent> others) {
        return changed(builder -> builder.intents = others);
    }

    private BackupRecord changed(Consumer<BackupRecordBuilder> change) {
        BackupRecordBuilder builder = new BackupRecordBuilder(this);
        change.accept(builder);
        return builder.build();
    }
}
