package io.holdfast.restoreengine.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads the creation options of existing databases, and builds the statement that creates another. */
final class CreateDatabaseStatementBuilder {

    // Columns have other names from versions 15 and 17 on, so the query reads what a row has. The tablespace of the
    // template is
    // not named, because naming one requires a right to it.
    private static final String SHAPE = """
        select pg_encoding_to_char(d.encoding) as encoding, d.datcollate as collate, d.datctype as ctype,
          to_jsonb(d) ->> 'datlocprovider' as provider,
          coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale,
          pg_get_userbyid(d.datdba) as owner,
          case when d.dattablespace <> (select t0.dattablespace from pg_database t0 where t0.datname = 'template0')
            then t.spcname end as tablespace
        from pg_database d join pg_tablespace t on t.oid = d.dattablespace where d.datname = ?\
        """;

    /** The default tablespace. Naming it would require a grant for roles without superuser rights. */
    private static final String TABLESPACE_OF_TEMPLATE = "pg_default";

    private CreateDatabaseStatementBuilder() {}

    static Optional<DatabaseCreationOptions> of(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SHAPE)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new DatabaseCreationOptions(
                                row.getString("encoding"),
                                row.getString("collate"),
                                row.getString("ctype"),
                                "i".equals(row.getString("provider"))
                                        ? Optional.ofNullable(row.getString("locale"))
                                        : Optional.empty(),
                                Optional.of(row.getString("owner")),
                                Optional.ofNullable(row.getString("tablespace"))))
                        : Optional.empty();
            }
        }
    }

    static Optional<String> commentOf(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select shobj_description(oid, 'pg_database') from pg_database where datname = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Uses template0, because another template may contain objects of the archive and has a fixed encoding. */
    static String create(String name, DatabaseCreationOptions shape) {
        StringBuilder sql = new StringBuilder("create database ").append(SqlQuoting.name(name));
        sql.append(" template template0 encoding ").append(SqlQuoting.text(shape.encoding()));
        sql.append(" lc_collate ").append(SqlQuoting.text(shape.collate()));
        sql.append(" lc_ctype ").append(SqlQuoting.text(shape.ctype()));
        shape.icuLocale()
                .ifPresent(
                        locale -> sql.append(" locale_provider icu icu_locale ").append(SqlQuoting.text(locale)));
        shape.owner().ifPresent(owner -> sql.append(" owner ").append(SqlQuoting.name(owner)));
        shape.tablespace()
                .filter(tablespace -> !TABLESPACE_OF_TEMPLATE.equals(tablespace))
                .ifPresent(tablespace -> sql.append(" tablespace ").append(SqlQuoting.name(tablespace)));
        return sql.toString();
    }
}
