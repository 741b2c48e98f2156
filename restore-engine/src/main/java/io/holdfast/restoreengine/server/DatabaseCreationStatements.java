package io.holdfast.restoreengine.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Shapes of databases that are there, and the statement that makes another. */
final class DatabaseCreationStatements {

    // The columns have other names from 15 and 17 on, so they are read by what a row happens to have. The template's
    // own tablespace is not named: whoever names one needs a right to it.
    private static final String SHAPE = """
        select pg_encoding_to_char(d.encoding) as encoding, d.datcollate as collate, d.datctype as ctype,
          to_jsonb(d) ->> 'datlocprovider' as provider,
          coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale,
          pg_get_userbyid(d.datdba) as owner,
          case when d.dattablespace <> (select t0.dattablespace from pg_database t0 where t0.datname = 'template0')
            then t.spcname end as tablespace
        from pg_database d join pg_tablespace t on t.oid = d.dattablespace where d.datname = ?\
        """;

    /** Taken without a word. Named, it has to be granted to a role that is no superuser. */
    private static final String TABLESPACE_OF_TEMPLATE = "pg_default";

    private DatabaseCreationStatements() {}

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

    /** From template0: any other may hold what the archive brings, and has one encoding only. */
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
