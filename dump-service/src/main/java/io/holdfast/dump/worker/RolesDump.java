package io.holdfast.dump.worker;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.source.FindRolesDumpDatabase;
import io.holdfast.dump.source.FindRolesDumpDatabase.RolesDatabase;
import io.holdfast.dump.worker.DumpPreflightResult.Cleared;
import io.holdfast.events.BackupKind;
import io.holdfast.postgrestools.ConnectionCheck;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PgDumpall;
import io.holdfast.postgrestools.PgDumpall.RolePasswords;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.age.AgeEncryptionRecipients;
import io.holdfast.store.age.AgeFileEncryptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dumps the server's roles for a full backup. If this fails, the backup is sealed without roles. */
@ApplicationScoped
class RolesDump {

    private static final int MAX_BYTES = 8 << 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final DumpSettings.Dump settings;
    private final FindRolesDumpDatabase databases;

    RolesDump(DumpSettings settings, FindRolesDumpDatabase databases) {
        this.settings = settings.dump();
        this.databases = databases;
    }

    /** @param skipped reason why there are no roles; null if there are */
    record Roles(
            Optional<CompanionFile> companion, @Nullable String skipped) {

        /** Encrypts the roles, because they can contain password hashes. */
        private Roles encryptedTo(AgeEncryptionRecipients recipients) {
            return new Roles(
                    companion.map(plain -> new CompanionFile(
                            CompanionFile.Role.ENCRYPTED_ROLES, AgeFileEncryptor.armored(recipients, plain.text()))),
                    skipped);
        }

        static Roles skipped(String reason) {
            return new Roles(Optional.empty(), reason);
        }
    }

    Roles of(BackupKind kind, Cleared cleared, Optional<AgeEncryptionRecipients> recipients)
            throws InterruptedException {
        Roles plain = of(kind, cleared);
        return recipients.map(plain::encryptedTo).orElse(plain);
    }

    private Roles of(BackupKind kind, Cleared cleared) throws InterruptedException {
        return switch (kind) {
            case SCHEMA_ONLY -> Roles.skipped("a schema_only backup contains no roles");
            case FULL -> dump(cleared);
        };
    }

    private Roles dump(Cleared cleared) throws InterruptedException {
        Optional<RolesDatabase> database = databases.find(cleared.connection());
        if (database.isEmpty()) {
            return Roles.skipped("the role cannot connect to a database for reading roles");
        }
        RolePasswords passwords = settings.rolePasswords() && database.get().mayReadPasswords()
                ? RolePasswords.INCLUDED
                : RolePasswords.LEFT_OUT;
        return dump(new PgDumpall(cleared.programs(), database.get().connection(), passwords, settings.lockWait()));
    }

    private static Roles dump(PgDumpall all) throws InterruptedException {
        try (RunningProgram program = all.start()) {
            byte[] text = program.output().readNBytes(MAX_BYTES + 1);
            if (text.length > MAX_BYTES) {
                return Roles.skipped("the roles exceed the limit of " + MAX_BYTES + " bytes");
            }
            Optional<ProgramExitResult> ended = program.await(TIMEOUT);
            if (ended.isEmpty()) {
                return Roles.skipped("pg_dumpall did not end in time");
            }
            return ended.get().succeeded()
                    ? new Roles(
                            Optional.of(new CompanionFile(
                                    CompanionFile.Role.ROLES, new String(text, StandardCharsets.UTF_8))),
                            null)
                    : Roles.skipped(reason(ended.get(), all.connection()));
        } catch (IOException e) {
            return Roles.skipped("pg_dumpall could not be started");
        }
    }

    /** pg_dumpall prints no SQLSTATE, so a separate session checks the connection. */
    private static String reason(ProgramExitResult exitResult, DatabaseConnection connection) {
        return ConnectionCheck.failure(connection, TIMEOUT)
                .map(SessionFailure::message)
                .orElse("pg_dumpall exited with status " + exitResult.exitCode());
    }
}
