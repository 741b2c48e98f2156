package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests that only operators may publish, on a topic of their own, because Kafka's access control applies to topics (design 2).
 *
 * <p>{@code by} is the name of the person or system that requests. It is recorded, not proven, unless the console sets it.
 */
public sealed interface OperatorRequest extends Message {

    /** Id of a configured database, as written by the sender; untrusted until checked. */
    String database();

    /** The requester. */
    String by();

    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.OPERATOR_REQUESTS;
    }

    @Override
    @JsonIgnore
    default String subject() {
        return database();
    }

    /** Never expire this backup until it is released. */
    record HoldRequested(String database, BackupId backup, String by, String reason) implements OperatorRequest {}

    /** Apply the retention policy again. */
    record ReleaseRequested(String database, BackupId backup, String by, String reason) implements OperatorRequest {}

    /** An operator has examined a suspicion and confirms that the backup is good. */
    record AcceptRequested(String database, BackupId backup, String by, String reason) implements OperatorRequest {}

    /** Verify the backup again, now. */
    record VerifyRequested(String database, BackupId backup, String by) implements OperatorRequest {}

    /** Stop a queued or running backup. */
    record CancelRequested(String database, BackupId backup, String by, String reason) implements OperatorRequest {}

    /** Carry out a plan that was withheld until its approval. */
    record ApproveRequested(String database, UUID plan, String by, String reason) implements OperatorRequest {}

    /** Rebuild the catalog of this database from the files at its destinations. */
    record RebuildRequested(String database, String by) implements OperatorRequest {}

    /**
     * Add an existing dump without a manifest to the catalog.
     *
     * @param destination id of the configured destination that contains the file
     * @param file its plain name there, such as {@code pre_migration_20260518_020000.dump}
     * @param kind {@code full} or {@code schema_only}; derived from the name if absent, {@code full} if that fails
     * @param label a description by the operator, if any
     */
    record ImportRequested(
            String database,
            String destination,
            String file,
            @Nullable String kind,
            @Nullable String label,
            String by) implements OperatorRequest {}

    /** Restore into a temporary database and compare; the newest backup if none is specified. */
    record DrillRequested(String database, @Nullable BackupId backup, String by) implements OperatorRequest {}

    /**
     * Plan a restore. Nothing is changed before {@link ApproveRestoreRequested} approves the plan.
     *
     * @param backup the newest verified full backup if absent
     * @param mode {@code fresh}, {@code swap} or {@code in_place}; with tables, {@code fresh} restores them into a new database beside the
     * live one, and {@code in_place} copies their rows from there into the live one; {@code swap} does not support tables
     * @param target name of the database to create, for {@code fresh} only; derived from database and time if absent
     * @param tables {@code schema.name} of each table to restore; all if empty
     * @param section {@code schema} or {@code data}; both if absent
     * @param from id of the destination whose copy is read; the nearest healthy one if absent
     * @param jobs number of pg_restore's workers, 1 to 64; the service's default if absent
     * @param owners whether to restore owners and privileges, which requires their roles; true if absent
     * @param accepting names of objects, such as {@code public.totals}, that may be missing or different after a {@code swap}; none if
     * absent
     */
    record RestoreRequested(
            String database,
            @Nullable BackupId backup,
            String by,
            String mode,
            @Nullable String target,
            List<String> tables,
            @Nullable String section,
            @Nullable String from,
            @Nullable Integer jobs,
            @Nullable Boolean owners,
            @Nullable List<String> accepting)
            implements OperatorRequest {

        public RestoreRequested {
            tables = List.copyOf(tables);
            accepting = accepting == null ? null : List.copyOf(accepting);
        }

        /** Restores everything. */
        public RestoreRequested(
                String database,
                @Nullable BackupId backup,
                String by,
                String mode,
                @Nullable String target,
                List<String> tables,
                @Nullable String section,
                @Nullable String from,
                @Nullable Integer jobs,
                @Nullable Boolean owners) {
            this(database, backup, by, mode, target, tables, section, from, jobs, owners, null);
        }
    }

    /**
     * Carry out exactly this restore plan.
     *
     * @param confirmation name of the database that will be overwritten, entered by a person; required for {@code in_place} only
     * @param asSuperuser name of the target role, entered by a person; required if the plan states that this role is a superuser
     */
    record ApproveRestoreRequested(
            String database,
            UUID plan,
            @Nullable String confirmation,
            String by,
            @Nullable String asSuperuser) implements OperatorRequest {

        /** With a role that is not a superuser. */
        public ApproveRestoreRequested(String database, UUID plan, @Nullable String confirmation, String by) {
            this(database, plan, confirmation, by, null);
        }
    }

    /** After a swap: make the former database the live one again, and keep the restored one in its place. */
    record RevertRequested(String database, UUID restore, String by, String reason) implements OperatorRequest {}

    /** After a swap or a revert: drop the database that was kept. */
    record DropKeptRequested(String database, UUID restore, String by, String reason) implements OperatorRequest {}

    /**
     * Sign the head of an evidence file, so that a third party can recognize the file of that time.
     *
     * @param database the only database of the file, or {@code all-databases}
     * @param head last link of the file's hash chain
     * @param from start of the period that the file covers, inclusive
     * @param to end of the period, exclusive
     * @param entries number of records of the event log in the file
     */
    record SignEvidenceRequested(String database, Sha256 head, Instant from, Instant to, int entries, String by)
            implements OperatorRequest {}
}
