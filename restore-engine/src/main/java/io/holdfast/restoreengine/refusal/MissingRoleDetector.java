package io.holdfast.restoreengine.refusal;

import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.PgRestoreUseListWriter;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.PgRestoreCopyBlockReader;
import io.holdfast.restoreengine.contents.SqlIdentifierParser;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds roles that an entry names and the server lacks. */
final class MissingRoleDetector {

    private static final Set<String> TO_ROLES = Set.of("POLICY", "ACL", "DEFAULT ACL");

    /** The form in which PostgreSQL prints a constant of this type. */
    private static final Pattern CONSTANT = Pattern.compile("'((?:[^']|'')+)'::(?:pg_catalog\\.)?regrole");

    /** The text before the role that an entry concerns, by the type of the entry. */
    private static final Map<String, Pattern> BEFORE_ROLE = Map.of(
            "USER MAPPING", Pattern.compile("^CREATE USER MAPPING FOR "),
            "DEFAULT ACL", Pattern.compile("^ALTER DEFAULT PRIVILEGES FOR ROLE "));

    private static final Pattern TO = Pattern.compile("\\bTO\\s+");
    private static final int MOST = 100;

    private static final String COLUMNS = """
        select a.attname from pg_catalog.pg_attribute a
        where a.attrelid = pg_catalog.to_regclass(?) and a.attnum > 0
          and a.atttypid = 'pg_catalog.regrole'::pg_catalog.regtype\
        """;

    private final StagedArchive archive;
    private final Connection connection;

    MissingRoleDetector(StagedArchive archive, Connection connection) {
        this.archive = archive;
        this.connection = connection;
    }

    /** @param definition SQL of the entry; empty if it has none, like data entries */
    Set<String> missing(Entry entry, String definition) throws SQLException, IOException, InterruptedException {
        Set<String> named = new TreeSet<>();
        if (entry.type().equals("TABLE DATA")) {
            named.addAll(inRows(entry));
        } else {
            Matcher constant = CONSTANT.matcher(definition);
            while (constant.find()) {
                named.add(constant.group(1).replace("''", "'"));
            }
            if (TO_ROLES.contains(entry.type())) {
                grantees(definition).stream().map(SqlQuoting::name).forEach(named::add);
            }
            role(BEFORE_ROLE.get(entry.type()), definition)
                    .map(SqlQuoting::name)
                    .ifPresent(named::add);
        }
        Set<String> missing = new TreeSet<>();
        for (String role : named) {
            if (isMissing(role)) {
                missing.add(role);
            }
        }
        return missing;
    }

    /** @param role name as in SQL, quoted if necessary */
    private boolean isMissing(String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select pg_catalog.to_regrole(?) is null")) {
            query.setString(1, role);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            return false;
        }
    }

    private static Optional<String> role(@Nullable Pattern before, String definition) {
        if (before == null) {
            return Optional.empty();
        }
        Matcher beginning = before.matcher(definition);
        return beginning.find()
                ? SqlIdentifierParser.at(definition, beginning.end())
                        .map(SqlIdentifierParser.Read::name)
                        .filter(name -> !name.equals("PUBLIC"))
                : Optional.empty();
    }

    private static List<String> grantees(String definition) {
        List<String> roles = new ArrayList<>();
        Matcher to = TO.matcher(definition);
        while (to.find()) {
            int position = to.end();
            while (position >= 0) {
                SqlIdentifierParser.Read read =
                        SqlIdentifierParser.at(definition, position).orElse(null);
                if (read == null) {
                    break;
                }
                if (!read.name().equals("PUBLIC")) {
                    roles.add(read.name());
                }
                position = definition.startsWith(", ", read.end()) ? read.end() + 2 : -1;
            }
        }
        return roles;
    }

    /** Values in columns of type {@code regrole}, which a server without the role refuses. */
    private Set<String> inRows(Entry entry) throws SQLException, IOException, InterruptedException {
        List<String> wanted = columns(entry);
        if (wanted.isEmpty()) {
            return Set.of();
        }
        Path list = PgRestoreUseListWriter.write(archive.file(), List.of(entry.id()));
        try (RunningProgram pgRestore = new PgRestore(archive.programs(), archive.file()).data(list)) {
            Set<String> values = new TreeSet<>();
            PgRestoreCopyBlockReader block =
                    PgRestoreCopyBlockReader.in(pgRestore.output()).orElse(null);
            if (block != null) {
                values.addAll(values(block, wanted));
            }
            pgRestore.output().transferTo(OutputStream.nullOutputStream());
            return values;
        } finally {
            Files.deleteIfExists(list);
        }
    }

    private List<String> columns(Entry entry) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, SqlQuoting.name(entry.schema().orElse("public")) + "." + SqlQuoting.name(entry.name()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
        }
        return columns;
    }

    private static Set<String> values(PgRestoreCopyBlockReader block, List<String> wanted) throws IOException {
        List<String> columns = names(block.columns());
        Set<String> values = new TreeSet<>();
        BufferedReader rows = new BufferedReader(new InputStreamReader(block.rows(), StandardCharsets.UTF_8));
        for (String row = rows.readLine(); row != null && values.size() < MOST; row = rows.readLine()) {
            String[] fields = row.split("\t", -1);
            for (String column : wanted) {
                int index = columns.indexOf(column);
                if (index >= 0 && index < fields.length && !fields[index].equals("\\N")) {
                    values.add(fields[index].replace("\\\\", "\\"));
                }
            }
        }
        return values;
    }

    /** @param columns column list in parentheses, as in an archive */
    private static List<String> names(String columns) {
        List<String> names = new ArrayList<>();
        int position = 1;
        SqlIdentifierParser.Read read =
                SqlIdentifierParser.at(columns, position).orElse(null);
        while (read != null) {
            names.add(read.name());
            position = read.end() + 2;
            read = columns.startsWith(", ", read.end())
                    ? SqlIdentifierParser.at(columns, position).orElse(null)
                    : null;
        }
        return names;
    }
}
