package io.holdfast.store;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file name of an artifact: {@code <database>_<kind>_<YYYYMMDD_HHMMSS>.dump}, in UTC (runbook, "Backup procedure"), and
 * {@code ….dump.age} if it is encrypted.
 *
 * <p>Database ids can contain {@code _}. The name is still unambiguous, because it ends with the kind and the time, and no kind is a suffix
 * of another.
 *
 * @param at to the second, in the years 0000 to 9999
 * @param isEncrypted whether the artifact is an age file
 */
public record ArtifactName(DatabaseId database, BackupKind kind, Instant at, boolean isEncrypted) {

    private static final Pattern NAME = Pattern.compile("(.+)_(full|schema_only)_(\\d{8}_\\d{6})\\.dump(\\.age)?");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws IllegalArgumentException if the year does not have four digits */
    public ArtifactName {
        at = at.truncatedTo(ChronoUnit.SECONDS);
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw new IllegalArgumentException("cannot create an artifact name for the time " + at);
        }
    }

    /** The name of an artifact that is not encrypted. */
    public ArtifactName(DatabaseId database, BackupKind kind, Instant at) {
        this(database, kind, at, false);
    }

    /** Parses a file name; empty if it is not the name of an artifact. */
    public static Optional<ArtifactName> parse(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant at = LocalDateTime.parse(matcher.group(3), STAMP).toInstant(ZoneOffset.UTC);
            return DatabaseId.parse(matcher.group(1))
                    .map(database ->
                            new ArtifactName(database, BackupKind.of(matcher.group(2)), at, matcher.group(4) != null));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The name one second later, for a name conflict. */
    public ArtifactName next() {
        return new ArtifactName(database, kind, at.plusSeconds(1), isEncrypted);
    }

    public ObjectKey key() {
        return new ObjectKey(toString());
    }

    /** The file name. */
    @Override
    public String toString() {
        return database + "_" + kind + "_" + STAMP.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC))
                + (isEncrypted ? ".dump" + ObjectKey.ENCRYPTED : ".dump");
    }
}
