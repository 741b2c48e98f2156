package io.holdfast.store;

import io.holdfast.events.BackupKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands with which anyone can restore an artifact into a new database without Holdfast.
 *
 * <p>They never restore into the old database: {@code --clean} with a damaged archive would destroy the data that should be saved (evidence
 * 2).
 */
public final class ManualRestoreCommands {

    private ManualRestoreCommands() {}

    /**
     * The commands in their order: check the bytes, create the roles if there are any, create an equivalent database, restore. Before you
     * run them, verify the manifest's signature. An encrypted artifact is decrypted into pg_restore's input, with the file of a private key
     * in place of {@code KEYFILE}.
     *
     * @param withRoles whether there is a companion with roles
     */
    public static List<String> of(
            ObjectKey artifact, String databaseName, BackupKind kind, Manifest.Server server, boolean withRoles) {
        String restored = quoted(databaseName + (kind == BackupKind.FULL ? "_restored" : "_schema"));
        List<String> commands = new ArrayList<>();
        commands.add("sha256sum -c " + artifact.companion(CompanionFile.Role.CHECKSUM));
        if (withRoles) {
            commands.add((artifact.isEncrypted()
                            ? "age -d -i KEYFILE " + artifact.companion(CompanionFile.Role.ENCRYPTED_ROLES)
                                    + " | psql -X -d postgres -f -"
                            : "psql -X -d postgres -f " + artifact.companion(CompanionFile.Role.ROLES))
                    + "  # optional: roles that exist already give errors that can be ignored");
        }
        commands.add("createdb --template=template0 --encoding=" + quoted(server.encoding()) + " --lc-collate="
                + quoted(server.collate()) + " --lc-ctype=" + quoted(server.ctype()) + " " + restored);
        // The text of type money must be parsed with the locale in which it was written.
        Map<String, String> settings = server.settings() == null ? Map.of() : server.settings();
        String locale = Optional.ofNullable(settings.get("lc_monetary"))
                .map(value -> "PGOPTIONS=" + quoted("-c lc_monetary=" + value) + " ")
                .orElse("");
        String restore = locale + "pg_restore --exit-on-error --no-owner --no-privileges -d " + restored;
        commands.add(
                artifact.isEncrypted() ? "age -d -i KEYFILE " + artifact + " | " + restore : restore + " " + artifact);
        return commands;
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_.@-]+") && !word.startsWith("-")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
