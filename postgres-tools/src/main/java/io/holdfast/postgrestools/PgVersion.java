package io.holdfast.postgrestools;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a PostgreSQL server or program.
 *
 * @param major 9 for the 9.x versions, otherwise 10 or higher
 * @param minor patch level, 0 for a beta; the second number for the 9.x versions (6 in 9.6)
 */
public record PgVersion(int major, int minor) implements Comparable<PgVersion> {

    private static final Pattern PROGRAM = Pattern.compile("\\(PostgreSQL\\) (\\d+)(?:\\.(\\d+))?");
    private static final Pattern PLAIN = Pattern.compile("^(\\d+)(?:\\.(\\d+))?");
    private static final Comparator<PgVersion> ORDER =
            Comparator.comparingInt(PgVersion::major).thenComparingInt(PgVersion::minor);

    /** Parses a server's {@code server_version_num}, such as 150018. */
    public static PgVersion ofServerVersionNum(int number) {
        return number >= 100_000
                ? new PgVersion(number / 10_000, number % 10_000)
                : new PgVersion(number / 10_000, number / 100 % 100);
    }

    /** Parses a program's output of {@code --version}; empty for a program that is not PostgreSQL's. */
    public static Optional<PgVersion> ofProgram(String printed) {
        return read(PROGRAM.matcher(printed));
    }

    /** Parses a version in the format of a manifest or an archive's header, such as {@code 15.18 (Debian 15.18-0+deb12u1)}. */
    public static Optional<PgVersion> parse(String text) {
        return read(PLAIN.matcher(text));
    }

    private static Optional<PgVersion> read(Matcher matcher) {
        if (!matcher.find()) {
            return Optional.empty();
        }
        String minor = matcher.group(2);
        return Optional.of(
                new PgVersion(Integer.parseInt(matcher.group(1)), minor == null ? 0 : Integer.parseInt(minor)));
    }

    @Override
    public int compareTo(PgVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
