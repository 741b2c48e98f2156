package io.holdfast.verify.scratch;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.restoreengine.server.ServerInfo;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.verify.postgres.SourceServerRepository;
import io.holdfast.verify.settings.ConfiguredScratchServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The configured scratch server. It is inspected again for each drill. A server that was ever dumped is rejected. */
@ApplicationScoped
public class ScratchServer {

    private final ConfiguredScratchServer settings;
    private final SourceServerRepository sources;

    ScratchServer(ConfiguredScratchServer settings, SourceServerRepository sources) {
        this.settings = settings;
        this.sources = sources;
    }

    public ScratchServerState scratchServerState() {
        Optional<String> neighbour = settings.sourceAtTheSamePlace();
        if (neighbour.isPresent()) {
            return unfit("scratch_is_source", isSource(neighbour.get()));
        }
        Optional<DatabaseConnection> connection;
        try {
            connection = settings.connection();
        } catch (PasswordUnavailableException e) {
            return unfit("credentials_unavailable", String.valueOf(e.getMessage()));
        }
        return connection
                .map(admin -> check(new TargetServer(admin)))
                .orElseGet(() -> unfit("no_scratch_server", ConfiguredScratchServer.NONE));
    }

    /** The configured server without any check. Empty also if its password is missing. */
    Optional<TargetServer> server() {
        try {
            return settings.connection().map(TargetServer::new);
        } catch (PasswordUnavailableException e) {
            return Optional.empty();
        }
    }

    private ScratchServerState check(TargetServer server) {
        return switch (server.inspect()) {
            case ServerInspectionResult.NotSeen notSeen -> new ScratchServerState.Unfit(findingOf(notSeen.trouble()));
            case ServerInspectionResult.Seen seen -> judge(server, seen.facts());
        };
    }

    private ScratchServerState judge(TargetServer server, ServerInfo facts) {
        Optional<String> source = sources.sourceOn(facts.systemIdentifier());
        if (source.isPresent()) {
            return unfit("scratch_is_source", isSource(source.get()));
        }
        if (!facts.mayCreateDatabases()) {
            return unfit(
                    "target_refused",
                    "the role of holdfast.drills.server.username may not create databases. hint: run ALTER ROLE …"
                            + " CREATEDB, or use a superuser where extensions need one");
        }
        if (!facts.role().createsRoles()) {
            return unfit(
                    "target_refused",
                    "the role of holdfast.drills.server.username may not create roles, and each drill restores with"
                            + " a temporary role. hint: run ALTER ROLE … CREATEROLE");
        }
        return new ScratchServerState.Ready(server, facts, List.of());
    }

    /** A finding if the identity of the database's own server is not known. */
    Optional<Finding> remark(DatabaseId database) {
        return sources.isKnown(database)
                ? Optional.empty()
                : Optional.of(new Finding(
                        "source_unknown",
                        "no manifest records the system identifier of the server of '" + database
                                + "', so it cannot be compared with the scratch server's"));
    }

    /** Names the scratch server in the message, because "target server" means the target of a restore. */
    static Finding findingOf(TargetServerException trouble) {
        return new Finding(
                trouble.reason(),
                "scratch server: " + trouble.sentence(),
                trouble.sqlState().orElse(null));
    }

    private static String isSource(String database) {
        return "the scratch server is the server of the database '" + database
                + "', and drills never use a source server. hint: set holdfast.drills.server.* to a separate server";
    }

    private static ScratchServerState unfit(String code, String text) {
        return new ScratchServerState.Unfit(new Finding(code, text));
    }
}
