package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.ArchiveEntrySqlReader;
import io.holdfast.restoreengine.archive.ArchivedDatabaseSettings;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.SqlIdentifierParser;
import io.holdfast.restoreengine.server.ApplyDatabaseSettings;
import io.holdfast.restoreengine.server.SqlQuoting;
import io.holdfast.store.Manifest;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prepares an empty drill database as the administrator, before it contains code of the backup: extensions, the rows of their
 * tables, and foreign servers without a connection. It takes names and rows from the archive, never a statement. Afterwards the
 * administrator only drops the database. Settings of the source are set for the drill's role alone.
 */
final class PrepareDrillDatabase {

    private static final Duration ANSWER = Duration.ofMinutes(10);
    private static final String CREATE_SCHEMA = "CREATE SCHEMA ";
    private static final String CREATE_SERVER = "CREATE SERVER ";

    /** The wrapper of the foreign servers. It has no handler, so nothing connects. */
    private static final String WRAPPER = "leads nowhere";

    private final StagedArchive archive;
    private final DrillTocEntryClassifier entries;
    private final DrillExtensionPolicy policy;
    private final DrillDatabase database;
    private final Set<Integer> without;
    private final List<Finding> notes = new ArrayList<>();
    private final Set<String> denied = new HashSet<>();

    private PrepareDrillDatabase(
            StagedArchive archive,
            DrillTocEntryClassifier entries,
            DrillExtensionPolicy policy,
            DrillDatabase database) {
        this.archive = archive;
        this.entries = entries;
        this.policy = policy;
        this.database = database;
        this.without = new HashSet<>(entries.without());
    }

    sealed interface Prepared {

        /**
         *
         * @param without ids of the entries that the drill's role does not restore
         * @param denied extensions that were left out
         * @param notes findings for the report of the drill
         */
        record Ready(Set<Integer> without, Set<String> denied, List<Finding> notes) implements Prepared {

            public Ready {
                without = Set.copyOf(without);
                denied = Set.copyOf(denied);
                notes = List.copyOf(notes);
            }
        }

        /** The server cannot create something that the backup needs. This is no evidence against the backup. */
        record Refused(Finding why) implements Prepared {}
    }

    /** @param amcheck whether to create the extension for pg_amcheck */
    static Prepared prepare(
            StagedArchive archive,
            DrillTocEntryClassifier entries,
            DrillExtensionPolicy policy,
            DrillDatabase database,
            boolean amcheck)
            throws SQLException, InterruptedException {
        return new PrepareDrillDatabase(archive, entries, policy, database).prepare(amcheck);
    }

    private Prepared prepare(boolean amcheck) throws SQLException, InterruptedException {
        try (java.sql.Connection connection = JdbcConnectionFactory.to(database.administration(), ANSWER);
                Statement statement = connection.createStatement()) {
            CreateDrillExtensions extensions = new CreateDrillExtensions(statement, policy, database.role());
            Optional<Finding> refused = makeExtensions(extensions);
            if (refused.isPresent()) {
                return new Prepared.Refused(refused.get());
            }
            refused = new RestoreExtensionTableRows(archive, statement, database.role()).load(without);
            if (refused.isPresent()) {
                return new Prepared.Refused(refused.get());
            }
            refused = makeServers(statement);
            if (refused.isPresent()) {
                return new Prepared.Refused(refused.get());
            }
            if (amcheck) {
                extensions.makeAmcheck();
            }
            extensions.giveSchemas();
            notes.addAll(applySettings());
            return new Prepared.Ready(without, denied, notes);
        } catch (IOException e) {
            return new Prepared.Refused(
                    new Finding("no_program", "pg_restore could not be started to read the archive's definitions"));
        }
    }

    private Optional<Finding> makeExtensions(CreateDrillExtensions extensions)
            throws SQLException, IOException, InterruptedException {
        Map<Integer, String> definitions = ArchiveEntrySqlReader.of(archive, ids(entries.extensions()));
        Map<String, Integer> schemas = definitions.isEmpty() ? Map.of() : schemas();
        for (Entry entry : entries.extensions()) {
            ArchiveDeclaredExtension declared =
                    ArchiveDeclaredExtension.read(entry.name(), Optional.ofNullable(definitions.get(entry.id())));
            if (policy.isDenied(declared.name())) {
                deny(declared.name());
                continue;
            }
            if (schemas.containsKey(declared.schema())) {
                extensions.makeSchema(declared.schema());
                without.add(schemas.get(declared.schema()));
            }
            Optional<Finding> refused = extensions.make(declared, version(declared.name()));
            if (refused.isPresent()) {
                return refused;
            }
            if (extensions.hasBroughtForbiddenLanguage(declared)) {
                extensions.drop(declared);
                deny(declared.name());
            }
        }
        return Optional.empty();
    }

    private List<Finding> applySettings() throws SQLException, IOException, InterruptedException {
        Map<String, String> settings =
                ArchivedDatabaseSettings.of(archive).ofExpressions().values();
        return database.role().isPresent()
                ? ApplyDatabaseSettings.toRole(
                        database.connection(), database.role().get(), database.administration(), settings)
                : ApplyDatabaseSettings.toDatabase(database.connection(), settings);
    }

    private Optional<String> version(String extension) {
        return archive.manifest().stream()
                .flatMap(manifest -> manifest.extensions().stream())
                .filter(known -> known.name().equals(extension))
                .map(Manifest.Extension::version)
                .findFirst();
    }

    private void deny(String extension) {
        denied.add(extension);
        notes.add(new Finding(
                "extension_denied",
                "extension " + extension
                        + " was left out: drills do not create it (holdfast.drills.extensions.deny, and languages that"
                        + " are not trusted). hint: holdfast.drills.extensions.allow allows it"));
    }

    /** Schema entries of the archive, by name. */
    private Map<String, Integer> schemas() throws IOException, InterruptedException {
        Map<String, Integer> schemas = new TreeMap<>();
        ArchiveEntrySqlReader.of(archive, ids(archive.list().ofType("SCHEMA")))
                .forEach((id, definition) ->
                        nameBehind(CREATE_SCHEMA, definition).ifPresent(name -> schemas.put(name, id)));
        schemas.remove("public");
        return schemas;
    }

    private Optional<Finding> makeServers(Statement statement) throws SQLException, IOException, InterruptedException {
        if (entries.servers().isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        ArchiveEntrySqlReader.of(archive, ids(entries.servers()))
                .values()
                .forEach(definition -> nameBehind(CREATE_SERVER, definition).ifPresent(names::add));
        try {
            statement.execute("create foreign data wrapper " + SqlQuoting.name(WRAPPER) + " no handler no validator");
            for (String name : names) {
                statement.execute(
                        "create server " + SqlQuoting.name(name) + " foreign data wrapper " + SqlQuoting.name(WRAPPER));
                if (database.role().isPresent()) {
                    statement.execute("alter server " + SqlQuoting.name(name) + " owner to "
                            + SqlQuoting.name(database.role().get()));
                }
            }
        } catch (SQLException e) {
            return Optional.of(new Finding(
                    "foreign_servers_refused",
                    "the administrator of the scratch server may not create placeholders for the backup's foreign"
                            + " servers (SQLSTATE "
                            + e.getSQLState() + "); only a superuser may"));
        }
        notes.add(new Finding(
                "foreign_servers_replaced",
                "foreign servers have no connection in a drill (" + String.join(", ", names)
                        + "): foreign tables are restored but cannot be read"));
        return Optional.empty();
    }

    private static Optional<String> nameBehind(String beginning, String definition) {
        return definition.startsWith(beginning)
                ? SqlIdentifierParser.at(definition, beginning.length()).map(SqlIdentifierParser.Read::name)
                : Optional.empty();
    }

    private static List<Integer> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }
}
