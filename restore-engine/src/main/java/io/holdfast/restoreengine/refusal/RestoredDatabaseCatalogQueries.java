package io.holdfast.restoreengine.refusal;

import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.contents.SqlIdentifierParser;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Queries the system catalogs of a restored database for the cause of a refusal. */
final class RestoredDatabaseCatalogQueries {

    private static final Pattern COLLATE = Pattern.compile("COLLATE pg_catalog\\.");
    private static final Pattern CALL = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\")\\(");

    private static final String CHECKS = """
        select distinct p.oid::pg_catalog.regprocedure::text
        from pg_catalog.pg_constraint k
          join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and d.objid = k.oid
            and d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
          join pg_catalog.pg_proc p on p.oid = d.refobjid
        where k.contype = 'c' and k.conrelid = pg_catalog.to_regclass(?)
          and (? = '' or k.conname = ?) order by 1\
        """;

    private static final String VIEWS = """
        select distinct p.oid::pg_catalog.regprocedure::text
        from pg_catalog.pg_rewrite r
          join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.objid = r.oid
            and d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
          join pg_catalog.pg_proc p on p.oid = d.refobjid
        where r.ev_class = pg_catalog.to_regclass(?) order by 1\
        """;

    private static final String OBJECT_NAMES = """
        select a.attname || ' of type ' || t.typname
        from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
        where a.attrelid = pg_catalog.to_regclass(?) and a.attnum > 0 and not a.attisdropped
          and t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
          and t.typname in ('regclass', 'regproc', 'regprocedure', 'regoper', 'regoperator', 'regtype', 'regconfig',
            'regdictionary', 'regcollation') order by a.attnum\
        """;

    private static final String EXTENSIONS_FUNCTION = """
        select distinct n.nspname || '.' || p.proname || '() of the extension ' || e.extname || ', which makes it '
          || case p.provolatile when 's' then 'STABLE' else 'VOLATILE' end
        from pg_catalog.pg_proc p
          join pg_catalog.pg_namespace n on n.oid = p.pronamespace
          join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = p.oid
            and d.deptype = 'e' and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
          join pg_catalog.pg_extension e on e.oid = d.refobjid
        where p.provolatile <> 'i' and p.proname = ? order by 1 limit 1\
        """;

    private static final String COLLATION = """
        select 1 from pg_catalog.pg_collation where collname = ? and collnamespace = 'pg_catalog'::pg_catalog.regnamespace
          and collencoding in (-1, (select encoding from pg_catalog.pg_database where datname = pg_catalog.current_database()))\
        """;

    private final Connection session;

    RestoredDatabaseCatalogQueries(Connection session) {
        this.session = session;
    }

    /**
     * Functions that the check constraints of a table call, by name and arguments.
     *
     * @param constraint if present, only this constraint
     */
    List<String> functionsOfChecks(Entry entry, Optional<String> constraint) throws SQLException {
        String name = constraint.orElse("");
        return texts(CHECKS, table(entry), name, name);
    }

    /** Functions that the query of a view calls, by name and arguments, without PostgreSQL's own. */
    List<String> functionsOfView(Entry entry) throws SQLException {
        return texts(VIEWS, table(entry));
    }

    /** Columns whose values are names of other objects, each with its type. */
    List<String> columnsOfObjectNames(Entry entry) throws SQLException {
        return texts(OBJECT_NAMES, table(entry));
    }

    /** A function of an extension that the definition calls and that is not IMMUTABLE. */
    Optional<String> functionOfExtension(String definition) throws SQLException {
        Matcher call = CALL.matcher(definition);
        while (call.find()) {
            Optional<String> name = SqlIdentifierParser.at(call.group(1), 0).map(SqlIdentifierParser.Read::name);
            if (name.isPresent()) {
                List<String> found = texts(EXTENSIONS_FUNCTION, name.get());
                if (!found.isEmpty()) {
                    return Optional.of(found.getFirst());
                }
            }
        }
        return Optional.empty();
    }

    /** A built-in collation that the definition uses and the server lacks, because its locale was never installed. */
    Optional<String> missingCollation(String definition) throws SQLException {
        Matcher collate = COLLATE.matcher(definition);
        while (collate.find()) {
            Optional<String> name =
                    SqlIdentifierParser.at(definition, collate.end()).map(SqlIdentifierParser.Read::name);
            if (name.isPresent() && texts(COLLATION, name.get()).isEmpty()) {
                return name;
            }
        }
        return Optional.empty();
    }

    private static String table(Entry entry) {
        return SqlQuoting.name(entry.schema().orElse("public")) + "." + SqlQuoting.name(entry.name());
    }

    private List<String> texts(String query, String... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement prepared = session.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = prepared.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        }
        return texts;
    }
}
