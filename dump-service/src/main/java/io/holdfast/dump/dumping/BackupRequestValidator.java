package io.holdfast.dump.dumping;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.RequestRef;
import io.holdfast.events.ServiceEventSource;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Validates a request. Every field is untrusted.
 *
 * @param known ids of the configured databases
 */
public record BackupRequestValidator(Set<DatabaseId> known, QueueLimits limits) {

    /** Maximum length of a label, in characters. */
    public static final int MAX_LABEL = 200;

    private static final int MAX_ID = 256;
    private static final int MAX_SOURCE = 512;

    public BackupRequestValidator {
        known = Set.copyOf(known);
    }

    /** Known requests. A refused request does not use up its id. */
    public interface KnownRequests extends QueueLimits.Queue {

        /** Returns whether this backup was accepted before, regardless of its outcome. */
        boolean contains(BackupId backup);

        /** Returns whether another backup was accepted with the same source and id. */
        boolean usedForAnother(RequestRef request, BackupId backup);

        /** Returns whether the event log contains a refusal of this record. */
        boolean isRefused(UUID place);
    }

    public DumpRequestDecision judge(ReceivedBackupRequest received, Instant now, KnownRequests repository) {
        BackupRequest wanted = received.wanted();
        RequestRef request = received.ref();
        if (request.id().length() > MAX_ID || request.source().toString().length() > MAX_SOURCE) {
            return new DumpRequestDecision.Unanswerable(
                    "the id or the source of the request is too long: the limits are " + MAX_ID + " and " + MAX_SOURCE
                            + " characters");
        }
        Optional<DatabaseId> database = DatabaseId.parse(wanted.database());
        if (database.isEmpty()) {
            return new DumpRequestDecision.Unanswerable("'" + ControlCharacterSanitizer.shortened(wanted.database())
                    + "' is not a database id: use 1 to 63 letters, digits, '_' or '-', starting with a letter or"
                    + " digit");
        }
        BackupId backup = backup(request, wanted);
        if (repository.contains(backup) || repository.isRefused(received.place())) {
            return new DumpRequestDecision.Repeated(backup);
        }
        if (ServiceEventSource.isReserved(request.source()) != received.isOfService()) {
            return anonymous(received, database.get());
        }
        Rejected rejected = new Rejected(backup, database.get(), request, received.place());
        if (repository.usedForAnother(request, backup)) {
            return rejected.because(
                    RejectionReason.ID_REUSED,
                    "this source and id were already used for another database or kind; use a new id");
        }
        if (!known.contains(database.get())) {
            return rejected.because(
                    RejectionReason.UNKNOWN_DATABASE,
                    "database '" + database.get() + "' is not configured; set holdfast.databases." + database.get()
                            + ".host");
        }
        Optional<BackupKind> kind = BackupKind.parse(wanted.kindOrDefault());
        if (kind.isEmpty()) {
            return rejected.because(
                    RejectionReason.UNKNOWN_KIND,
                    "'" + ControlCharacterSanitizer.shortened(wanted.kindOrDefault())
                            + "' is not a kind of backup; use full or" + " schema_only");
        }
        String label = wanted.label();
        if (label != null && (label.length() > MAX_LABEL || label.chars().anyMatch(Character::isISOControl))) {
            return rejected.because(
                    RejectionReason.INVALID,
                    "the label is longer than " + MAX_LABEL + " characters or contains control characters");
        }
        return limits.of(database.get(), request.source(), received.isOfService(), now, repository)
                .map(full -> rejected.because(full.reason(), full.message()))
                .orElseGet(() -> new DumpRequestDecision.Accepted(new ValidatedBackupRequest(
                        backup,
                        database.get(),
                        kind.get(),
                        request,
                        label,
                        received.isOfService() ? wanted.slot() : null,
                        now)));
    }

    /**
     * Refuses a source that is not permitted on the topic. The reply identifies the request by its position in the topic. A
     * reply with the source and id of a service would look like a reply to that service.
     */
    private static DumpRequestDecision anonymous(ReceivedBackupRequest received, DatabaseId database) {
        RequestRef place = new RequestRef(
                URI.create("/kafka/" + received.topic().topicName()),
                received.place().toString());
        String claimed = "'"
                + ControlCharacterSanitizer.shortened(received.ref().source().toString()) + "'";
        return new Rejected(backup(place, received.wanted()), database, place, received.place())
                .because(
                        RejectionReason.SOURCE_RESERVED,
                        received.isOfService()
                                ? "only Holdfast's services may publish on this topic, and " + claimed
                                        + " is not one of them"
                                : "the source " + claimed
                                        + " is reserved for Holdfast's services, which publish on another"
                                        + " topic; use a source of your own, such as /ci/deploy (refused id: '"
                                        + ControlCharacterSanitizer.shortened(
                                                received.ref().id()) + "')");
    }

    private static BackupId backup(RequestRef request, BackupRequest wanted) {
        return BackupId.ofRequest(request.source(), request.id(), wanted.database(), wanted.kindOrDefault());
    }

    private record Rejected(BackupId backup, DatabaseId database, RequestRef request, UUID place) {

        DumpRequestDecision because(RejectionReason reason, String message) {
            return new DumpRequestDecision.Refused(backup, database, request, place, reason, message);
        }
    }
}
