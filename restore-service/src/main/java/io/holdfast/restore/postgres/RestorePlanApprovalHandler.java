package io.holdfast.restore.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.restore.restoring.RestoreMode;
import io.holdfast.restore.restoring.RestorePlan;
import io.holdfast.restore.settings.RestoreSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handles approvals of plans. Before an in-place restore it requests a backup of the current state. */
@ApplicationScoped
public class RestorePlanApprovalHandler {

    private final CatalogueDatabaseClient catalogue;
    private final RestoreRequestRejector restoreRequestRejections;
    private final PreRestoreBackupGate preRestoreBackups;
    private final Clock clock;
    private final RestoreSettings.Restore settings;

    RestorePlanApprovalHandler(
            CatalogueDatabaseClient catalogue,
            RestoreRequestRejector restoreRequestRejections,
            PreRestoreBackupGate preRestoreBackups,
            Clock clock,
            RestoreSettings settings) {
        this.catalogue = catalogue;
        this.restoreRequestRejections = restoreRequestRejections;
        this.preRestoreBackups = preRestoreBackups;
        this.clock = clock;
        this.settings = settings.restore();
    }

    private record Row(
            String state,
            String database,
            @Nullable String plan,
            @Nullable Instant validUntil) {}

    public void approve(ApproveRestoreRequested wish, ReceivedMessage request, DatabaseId database) {
        Optional<Row> row = catalogue.row(
                "select * from restore where id = ?",
                found -> new Row(
                        found.getString("state"),
                        found.getString("database"),
                        found.getString("plan"),
                        CatalogueDatabaseClient.instant(found, "valid_until")),
                wish.plan());
        if (row.isEmpty() || !row.get().database().equals(database.value())) {
            reject(request, database, "no restore plan " + wish.plan() + " of '" + database + "' is known");
        } else if (row.get().state().equals("wished")) {
            reject(request, database, "the plan is not ready yet. hint: wait until it is displayed");
        } else if (row.get().state().equals("planned")) {
            approve(wish, request, database, row.get());
        }
        // A plan that was approved before is running or has ended.
    }

    private void approve(ApproveRestoreRequested wish, ReceivedMessage request, DatabaseId database, Row row) {
        if (row.plan() == null) {
            reject(
                    request,
                    database,
                    "the plan is older than this catalog, which does not contain the request."
                            + " hint: request the restore again");
            return;
        }
        RestorePlan plan = JsonColumnConverter.read(row.plan(), RestorePlan.class);
        Optional<String> why = objection(wish, plan);
        if (why.isPresent()) {
            reject(request, database, why.get());
            return;
        }
        catalogue.change(
                "update restore set state = 'approved', approved_by = ?, due_at = ? where id = ?",
                ControlCharacterSanitizer.shortened(wish.by()),
                clock.instant(),
                plan.id());
        if (plan.mode() == RestoreMode.IN_PLACE) {
            safeguard(plan, database);
        }
    }

    private Optional<String> objection(ApproveRestoreRequested wish, RestorePlan plan) {
        if (!plan.isApprovable()) {
            return Optional.of("the plan has obstacles. The first is: "
                    + plan.obstacles().getFirst().text());
        }
        if (!clock.instant().isBefore(plan.validUntil())) {
            return Optional.of("the plan was valid until " + plan.validUntil() + ". hint: request a new plan");
        }
        if (plan.mode() == RestoreMode.IN_PLACE && !plan.target().equals(wish.confirmation())) {
            return Optional.of("an in-place restore overwrites the live database. hint: confirm it with the name of"
                    + " the database");
        }
        if (plan.superuser() != null && !plan.superuser().equals(wish.asSuperuser())) {
            return Optional.of(
                    "the target role is a superuser, and code in this archive runs as that role. hint: approve with"
                            + " the role"
                            + " name '" + plan.superuser() + "', or configure a target role without superuser rights");
        }
        return Optional.empty();
    }

    private void safeguard(RestorePlan plan, DatabaseId database) {
        BackupId backup = preRestoreBackups.request(plan.id(), database);
        catalogue.change(
                "update restore set state = 'safeguarding', safeguard = ?, safeguard_by = ? where id = ?",
                backup.value(),
                clock.instant().plus(settings.safeguardLimit()),
                plan.id());
    }

    private void reject(ReceivedMessage request, DatabaseId database, String why) {
        restoreRequestRejections.refuse(request, database, why);
    }
}
