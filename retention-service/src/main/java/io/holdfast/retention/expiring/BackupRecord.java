package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyEvent.CopyArchived;
import io.holdfast.events.CopyEvent.CopyLocked;
import io.holdfast.events.CopyEvent.LockMissing;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.SealedCopy;
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
 * A page of the books: all that the log has said of one backup, as far as keeping it is concerned.
 *
 * @param kind absent only in a request that was rejected for its kind
 * @param firstHeardAt when the log first spoke of it
 * @param intents to delete copies, announced and neither carried out nor withdrawn
 * @param promotions the tiers that the log says it stands for, beside the daily one; none in books written before there
 *     were tiers
 * @param protectedAt when it was last said to have every copy that its policy asks for, each read again; absent when it was
 *     never said, or a copy was found bad since
 */
public record BackupRecord(
        BackupId id,
        DatabaseId database,
        @Nullable BackupKind kind,
        BackupState state,
        Instant firstHeardAt,
        RunHistory making,
        VerificationRecord trust,
        List<StoredCopy> copies,
        @Nullable BackupHold hold,
        List<BackupPin> pins,
        List<DeletionIntent> intents,
        List<Promotion> promotions,
        @Nullable Instant protectedAt) {

    /** Newest first; the id makes it total, so that two backups of one instant have one order everywhere. */
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
                RunHistory.UNKNOWN,
                VerificationRecord.NONE,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    /** The instant that its data is of, as well as the books know it: when its run began. Ages count from here. */
    public Instant takenAt() {
        return making.startedAt() == null ? firstHeardAt : making.startedAt();
    }

    /** Whether bytes of it may lie anywhere. */
    public boolean isStored() {
        for (StoredCopy copy : copies) {
            if (copy.isThere()) {
                return true;
            }
        }
        return false;
    }

    /** Whether something of it is stored, or still being made. */
    public boolean isKept() {
        return isStored() || state.isInProgress();
    }

    /** The state in one word, as shown: {@code expiring} while all of it is about to go, otherwise the log's last word. */
    public String word() {
        return isExpiring() && lasting().findAny().isEmpty() ? "expiring" : state.word();
    }

    /** Whether it was ever completed; what is said of its runs afterwards changes nothing. */
    boolean isSealed() {
        return !copies.isEmpty() || state == BackupState.EXPIRED;
    }

    /** Copies that are not deleted, good or bad. */
    public Stream<StoredCopy> storedCopies() {
        return copies.stream().filter(StoredCopy::isThere);
    }

    /** Copies that are there and that nobody is about to delete, good or bad. */
    Stream<StoredCopy> lasting() {
        return intents.isEmpty() ? storedCopies() : storedCopies().filter(copy -> !isGoing(copy));
    }

    /** Whether its deletion is announced. */
    public boolean isGoing(StoredCopy copy) {
        for (DeletionIntent intent : intents) {
            if (copy.is(intent.copy())) {
                return true;
            }
        }
        return false;
    }

    /** Whether others may be deleted because this one exists: verified, with a good copy that is not about to go itself. */
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

    /** Whether the log says that it has every copy that its policy asked for, and nothing bad was found since. */
    public boolean isProtected() {
        return protectedAt != null;
    }

    public boolean isPromotedTo(Tier tier) {
        for (Promotion promotion : promotions) {
            if (promotion.tier() == tier) {
                return true;
            }
        }
        return false;
    }

    /** Whether the deletion of a copy is announced. */
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

    BackupRecord with(RunHistory other) {
        return changed(builder -> builder.making = other);
    }

    BackupRecord with(VerificationRecord other) {
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

    /** Another end of a tier's time takes the place of the earlier one. */
    public BackupRecord promoted(Promotion promotion) {
        List<Promotion> others = Stream.concat(
                        promotions.stream().filter(other -> other.tier() != promotion.tier()), Stream.of(promotion))
                .toList();
        return changed(builder -> builder.promotions = others);
    }

    BackupRecord withHold(@Nullable BackupHold other) {
        return changed(builder -> builder.hold = other);
    }

    /** With another good copy, in the place of whatever lay there. */
    public BackupRecord copied(SealedCopy copy) {
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
