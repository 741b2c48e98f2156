package io.holdfast.localstack.testing;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the {@code sql} blocks of a documentation page as psql would, so that tests detect errors in them. */
public final class DocumentedSqlRunner {

    /** The password that {@code \password} sets. */
    public static final String PASSWORD = "documented";

    private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private final String page;

    private DocumentedSqlRunner(String page) {
        this.page = page;
    }

    /** @param page below {@code docs}, such as {@code roles.md} */
    public static DocumentedSqlRunner of(String page) {
        try {
            return new DocumentedSqlRunner(Files.readString(
                    SourceCheckoutLocator.find().root().resolve("docs").resolve(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the blocks below a heading, until the next heading, as superuser. The database is {@code postgres} until
     * {@code \connect} changes it.
     *
     * @throws IllegalArgumentException if there is no such heading, or no block below it
     */
    public void run(PostgresServer server, String heading) {
        Matcher block = BLOCK.matcher(section(heading));
        if (!block.find()) {
            throw new IllegalArgumentException("no SQL under '" + heading + "'");
        }
        String database = "postgres";
        do {
            StringBuilder statement = new StringBuilder();
            for (String line : block.group(1).lines().toList()) {
                if (line.startsWith("\\connect ")) {
                    database = word(line);
                } else if (line.startsWith("\\password ")) {
                    server.execute(database, "alter role " + word(line) + " password '" + PASSWORD + "'");
                } else if (!line.isBlank() && !line.startsWith("--")) {
                    statement.append(line).append('\n');
                    if (line.endsWith(";")) {
                        server.execute(database, statement.toString());
                        statement.setLength(0);
                    }
                }
            }
        } while (block.find());
    }

    /** Whether each of the statements, which may be on one line, is a line of an {@code sql} block of the page. */
    public boolean hasEach(String statements) {
        Set<String> documented = lines();
        return Stream.of(statements.split("(?<=;) *", -1))
                .filter(statement -> !statement.isEmpty())
                .allMatch(documented::contains);
    }

    /** Whether this is a line of an {@code sql} block of the page, for a statement with semicolons inside. */
    public boolean hasLine(String line) {
        return lines().contains(line);
    }

    private Set<String> lines() {
        return BLOCK.matcher(page)
                .results()
                .flatMap(block -> block.group(1).lines())
                .collect(Collectors.toSet());
    }

    private static String word(String line) {
        return List.of(line.split(" ", -1)).get(1);
    }

    private String section(String heading) {
        @Nullable String found = null;
        for (String part : page.split("(?m)^(?=#+ )", -1)) {
            if (part.lines().findFirst().orElse("").matches("#+ " + Pattern.quote(heading))) {
                found = part;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("no heading '" + heading + "'");
        }
        return found;
    }
}
