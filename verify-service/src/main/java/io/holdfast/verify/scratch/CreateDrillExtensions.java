package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Creates extensions in the database of a drill as the administrator, who remains their owner. */
final class CreateDrillExtensions {

    private static final Logger LOG = Logger.getLogger(CreateDrillExtensions.class);

    private static final String MEMBER = """
        join pg_catalog.pg_depend d on d.objid = o.oid and d.deptype = 'e'
          and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
        join pg_catalog.pg_extension e on e.oid = d.refobjid where e.extname = ?\
        """;

    private static final String LANGUAGES = "select o.lanname from pg_catalog.pg_language o " + MEMBER
            + " and d.classid = 'pg_catalog.pg_language'::pg_catalog.regclass and not o.lanpltrusted";

    private static final String SCHEMAS = "select pg_catalog.quote_ident(o.nspname) from pg_catalog.pg_namespace o "
            + MEMBER + " and d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass";

    private static final String FUNCTIONS = "select o.oid::pg_catalog.regprocedure::text from pg_catalog.pg_proc o "
            + MEMBER + " and d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass";

    private static final String AVAILABLE =
            "select 1 from pg_catalog.pg_available_extension_versions where name = ? and version = ?";

    private final Statement statement;
    private final DrillExtensionPolicy policy;
    private final Optional<String> role;
    private final Set<String> schemas = new LinkedHashSet<>();

    CreateDrillExtensions(Statement statement, DrillExtensionPolicy policy, Optional<String> role) {
        this.statement = statement;
        this.policy = policy;
        this.role = role;
    }

    /** Creates the schema if it does not exist. {@link #giveSchemas()} later transfers it to the drill's role. */
    void makeSchema(String name) throws SQLException {
        if (schemas.add(name)) {
            statement.execute("create schema if not exists " + SqlQuoting.name(name));
        }
    }

    /**
     * Creates an extension. Returns the reason if that failed.
     *
     * @param version version on the source; if the server does not have it, the default version is created
     */
    Optional<Finding> make(ArchiveDeclaredExtension declared, Optional<String> version) throws SQLException {
        try {
            statement.execute("create extension if not exists " + SqlQuoting.name(declared.name()) + " with schema "
                    + SqlQuoting.name(declared.schema())
                    + version.filter(known -> isAvailable(declared.name(), known))
                            .map(known -> " version " + SqlQuoting.name(known))
                            .orElse(""));
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("08")) {
                throw e;
            }
            return Optional.of(new Finding(
                    "extension_refused",
                    "the administrator of the scratch server could not create extension " + declared.name()
                            + " in schema "
                            + declared.schema() + " (SQLSTATE " + state + "); the log of that server has the error"
                            + (state.equals("42501") ? "; only a superuser may create it" : "")));
        }
        if (role.isPresent()) {
            for (String schema : names(SCHEMAS, declared.name())) {
                statement.execute("grant usage on schema " + schema + " to " + SqlQuoting.name(role.get()));
            }
        }
        return Optional.empty();
    }

    private boolean isAvailable(String extension, String version) {
        try (PreparedStatement query = statement.getConnection().prepareStatement(AVAILABLE)) {
            query.setString(1, extension);
            query.setString(2, version);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    boolean hasBroughtForbiddenLanguage(ArchiveDeclaredExtension declared) throws SQLException {
        return !policy.mayBringLanguage(declared.name())
                && !names(LANGUAGES, declared.name()).isEmpty();
    }

    void drop(ArchiveDeclaredExtension declared) throws SQLException {
        statement.execute("drop extension " + SqlQuoting.name(declared.name()));
    }

    /**
     * Creates the extension for pg_amcheck, which runs as the drill's role. If the administrator may not create it, pg_amcheck
     * reports that.
     */
    void makeAmcheck() throws SQLException {
        try {
            statement.execute(
                    "create extension if not exists " + PgAmcheckRunner.EXTENSION + " with schema pg_catalog");
        } catch (SQLException e) {
            LOG.warnf("Extension %s could not be created: %s", PgAmcheckRunner.EXTENSION, e.getMessage());
            return;
        }
        if (role.isPresent()) {
            for (String function : names(FUNCTIONS, PgAmcheckRunner.EXTENSION)) {
                statement.execute("grant execute on function " + function + " to " + SqlQuoting.name(role.get()));
            }
        }
    }

    /**
     * Transfers schemas that every database has, or that were created here, to the drill's role. It creates objects in them and
     * comments on them as their owner.
     */
    void giveSchemas() throws SQLException {
        if (role.isPresent()) {
            statement.execute("alter schema public owner to " + SqlQuoting.name(role.get()));
            for (String schema : schemas) {
                statement.execute(
                        "alter schema " + SqlQuoting.name(schema) + " owner to " + SqlQuoting.name(role.get()));
            }
        }
    }

    private List<String> names(String query, String extension) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement prepared = statement.getConnection().prepareStatement(query)) {
            prepared.setString(1, extension);
            try (ResultSet row = prepared.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }
}
