package io.holdfast.verify.drilling;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.time.Instant;

/** A drill that is due. */
public record DueDrill(DatabaseId database, BackupId backup, DrillReason risk, Instant dueSince) {}
