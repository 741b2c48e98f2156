package io.holdfast.verify.scratch;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.ApplicationSearchPath;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Assertions that a user defines for every restored database: a YAML file of named queries with their expected results.
 *
 * <pre>
 * there are accounts:
 *   query: select count(*) > 0 from accounts
 *   expect: true
 * </pre>
 *
 * @param queries assertions by name; the first column of each row, as text, must equal the expected value
 */
record DrillAssertions(Map<String, Assertion> queries) {

    private static final Duration ANSWER = Duration.ofMinutes(10);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    record Assertion(String query, List<String> expect) {}

    /** @throws IOException if the file cannot be read or has another format */
    static DrillAssertions read(Path file) throws IOException {
        Map<String, Map<String, JsonNode>> written =
                YAML.readValue(Files.readString(file), new TypeReference<Map<String, Map<String, JsonNode>>>() {});
        Map<String, Assertion> queries = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, JsonNode>> one : written.entrySet()) {
            JsonNode query = one.getValue().get("query");
            JsonNode expect = one.getValue().get("expect");
            if (query == null || expect == null) {
                throw new IOException("assertion '" + one.getKey() + "' requires the fields 'query' and 'expect'");
            }
            queries.put(one.getKey(), new Assertion(query.asText(), texts(expect)));
        }
        return new DrillAssertions(queries);
    }

    private static List<String> texts(JsonNode expect) {
        List<String> texts = new ArrayList<>();
        if (expect.isArray()) {
            expect.forEach(each -> texts.add(each.asText()));
        } else {
            texts.add(expect.asText());
        }
        return texts;
    }

    /**
     * The assertions that do not hold.
     *
     * @param page receives the actual results, which may contain rows
     */
    List<Finding> check(DatabaseConnection database, StringBuilder page) throws SQLException {
        List<Finding> broken = new ArrayList<>();
        try (java.sql.Connection connection = JdbcConnectionFactory.readOnly(database, ANSWER)) {
            for (Map.Entry<String, Assertion> one : queries.entrySet()) {
                Assertion assertion = one.getValue();
                try {
                    List<String> answer =
                            ApplicationSearchPath.query(connection, statement -> answer(statement, assertion.query()));
                    if (!answer.equals(assertion.expect())) {
                        page.append("assertion ").append(one.getKey()).append(": expected ");
                        page.append(assertion.expect())
                                .append(", found ")
                                .append(answer)
                                .append('\n');
                        broken.add(broken(one.getKey(), "does not hold"));
                    }
                } catch (SQLException e) {
                    page.append("assertion ")
                            .append(one.getKey())
                            .append(": ")
                            .append(e.getMessage())
                            .append('\n');
                    broken.add(broken(one.getKey(), "query failed (SQLSTATE " + e.getSQLState() + ")"));
                }
            }
        }
        return broken;
    }

    private static Finding broken(String name, String how) {
        return new Finding(
                "assertion_failed",
                "assertion '" + name + "' " + how + "; the result is in the detailed" + " report of the drill");
    }

    private static List<String> answer(Statement statement, String query) throws SQLException {
        List<String> answer = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                answer.add(row.getObject(1) instanceof Boolean yes ? yes.toString() : String.valueOf(row.getString(1)));
            }
        }
        return answer;
    }
}
