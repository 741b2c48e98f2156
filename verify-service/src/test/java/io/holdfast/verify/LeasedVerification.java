package io.holdfast.verify;

import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.verify.postgres.VerdictRepository;
import io.holdfast.verify.postgres.VerifiableBackupRepository;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.verifying.DecideVerdict;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerifyBackup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** One verification that is ready, for a test that acts as the worker. */
abstract class LeasedVerification {

    static final VerifyBackup.Found GOOD = new VerifyBackup.Found(
            new DecideVerdict(new Verdict.Verified(VerificationLevel.L2, List.of(), List.of()), List.of()),
            List.of(),
            Optional.empty());

    final UUID first = UUID.randomUUID();
    final UUID second = UUID.randomUUID();
    final UUID verification = UUID.randomUUID();
    final BackupId backup = new BackupId(UUID.randomUUID());

    @Inject
    VerificationQueue queue;

    @Inject
    VerifiableBackupRepository backups;

    @Inject
    VerdictRepository verdicts;

    @BeforeEach
    void one_verification_is_ready() throws SQLException {
        change("update verify.verification set state = 'ended' where state <> 'ended' and ? is not null");
        BackupCopyRecord copy =
                new BackupCopyRecord("local", "app_full_20260518_020000.dump", null, 1, new Sha256("a".repeat(64)));
        QuarkusTransaction.requiringNew().run(() -> {
            backups.add(
                    backup,
                    new DatabaseId("app"),
                    BackupKind.FULL,
                    Instant.EPOCH,
                    List.of(copy),
                    Optional.of("15.18"),
                    false,
                    Instant.EPOCH);
            queue.plan(verification, backup, "completed", Instant.EPOCH);
        });
        pinIsBack();
    }

    /** Acts as if the pin had been received from the event log. */
    final void pinIsBack() throws SQLException {
        change(
                "update verify.verification set state = 'ready', attempt = attempt + 1, pin = gen_random_uuid(),"
                        + " pinned_at = 1, pinned_until = now() + interval '1 hour' where backup = ?::uuid and state <> 'ended'");
    }

    final void loseLease() throws SQLException {
        change("update verify.verification set lease_until = now() - interval '1 second' where backup = ?::uuid");
        await().atMost(TestEventLogClient.PATIENCE)
                .until(() -> number("select count(*) from verify.verification where backup = ?::uuid and state = 'due'")
                        == 1);
    }

    final void change(String sql) throws SQLException {
        try (Connection catalogue = TestInfrastructure.postgres().connect(TestInfrastructure.CATALOGUE);
                PreparedStatement update = catalogue.prepareStatement(sql)) {
            update.setString(1, backup.toString());
            update.executeUpdate();
        }
    }

    final long number(String sql) throws SQLException {
        try (Connection catalogue = TestInfrastructure.postgres().connect(TestInfrastructure.CATALOGUE);
                PreparedStatement select = catalogue.prepareStatement(sql)) {
            select.setString(1, backup.toString());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
