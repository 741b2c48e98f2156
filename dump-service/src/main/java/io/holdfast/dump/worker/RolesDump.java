package io.holdfast.dump.worker;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.source.FindRolesDatabase;
import io.holdfast.dump.source.FindRolesDatabase.RolesDatabase;
import io.holdfast.dump.worker.PreflightResult.Cleared;
import io.holdfast.events.BackupKind;
import io.holdfast.postgrestools.ConnectionCheck;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.ExitResult;
import io.holdfast.postgrestools.PgDumpall;
import io.holdfast.postgrestools.PgDumpall.RolePasswords;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.store.Companion;
import io.holdfast.store.age.AgeEncryption;
import io.holdfast.store.age.AgeRecipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's roles, beside a full backup. They are a help, not the backup: without them it is still sealed. */
@ApplicationScoped
class RolesDump {

    private static final int MOST_BYTES = 8 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DumpSettings.Dump settings;
    private final FindRolesDatabase databases;

    RolesDump(DumpSettings settings, FindRolesDatabase databases) {
        this.settings = settings.dump();
        this.databases = databases;
    }

    /** @param skipped why there are none, where there are none */
    record Roles(Optional<Companion> companion, @Nullable String skipped) {

        /** They may hold password hashes, so they are as secret as the artifact. */
        private Roles encryptedTo(AgeRecipients recipients) {
            return new Roles(
                    companion.map(plain -> new Companion(
                            Companion.Role.ENCRYPTED_ROLES, AgeEncryption.armored(recipients, plain.text()))),
                    skipped);
        }

        static Roles skipped(String reason) {
            return new Roles(Optional.empty(), reason);
        }
    }

    Roles of(BackupKind kind, Cleared cleared, Optional<AgeRecipients> recipients) throws InterruptedException {
        Roles plain = of(kind, cleared);
        return recipients.map(plain::encryptedTo).orElse(plain);
    }

    private Roles of(BackupKind kind, Cleared cleared) throws InterruptedException {
        return switch (kind) {
            case SCHEMA_ONLY -> Roles.skipped("a schema_only backup has no roles beside it");
            case FULL -> dump(cleared);
        };
    }

    private Roles dump(Cleared cleared) throws InterruptedException {
        Optional<RolesDatabase> database = databases.find(cleared.connection());
        if (database.isEmpty()) {
            return Roles.skipped("the role may connect to no database in which they can be read");
        }
        RolePasswords passwords = settings.rolePasswords() && database.get().mayReadPasswords()
                ? RolePasswords.INCLUDED
                : RolePasswords.LEFT_OUT;
        return dump(new PgDumpall(cleared.programs(), database.get().connection(), passwords, settings.lockWait()));
    }

    private static Roles dump(PgDumpall all) throws InterruptedException {
        try (RunningProgram program = all.start()) {
            byte[] text = program.output().readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) {
                return Roles.skipped("the roles are more than " + MOST_BYTES + " bytes");
            }
            Optional<ExitResult> ended = program.await(PATIENCE);
            if (ended.isEmpty()) {
                return Roles.skipped("pg_dumpall did not end in time");
            }
            return ended.get().succeeded()
                    ? new Roles(
                            Optional.of(new Companion(Companion.Role.ROLES, new String(text, StandardCharsets.UTF_8))),
                            null)
                    : Roles.skipped(reason(ended.get(), all.connection()));
        } catch (IOException e) {
            return Roles.skipped("pg_dumpall could not be run");
        }
    }

    /** pg_dumpall prints no SQLSTATE, so a session of our own asks whether it is the connection. */
    private static String reason(ExitResult exitResult, DatabaseConnection connection) {
        return ConnectionCheck.failure(connection, PATIENCE)
                .map(SessionFailure::message)
                .orElse("pg_dumpall ended with status " + exitResult.exitCode());
    }
}
