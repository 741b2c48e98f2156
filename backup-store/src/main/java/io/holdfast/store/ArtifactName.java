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
 * What an artifact is called: {@code <database>_<kind>_<YYYYMMDD_HHMMSS>.dump}, in UTC (runbook, "Backup procedure"), and
 * {@code ….dump.age} where it is encrypted.
 *
 * <p>Database ids may contain {@code _}. The name is still read in one way only, because it ends in the kind and the
 * instant, and no kind is the end of another.
 *
 * @param at to the second, in the years 0000 to 9999
 * @param isEncrypted whether the bytes are an age file
 */
public record ArtifactName(DatabaseId database, BackupKind kind, Instant at, boolean isEncrypted) {

    private static final Pattern NAME = Pattern.compile("(.+)_(full|schema_only)_(\\d{8}_\\d{6})\\.dump(\\.age)?");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws IllegalArgumentException if the instant has no four-digit year */
    public ArtifactName {
        at = at.truncatedTo(ChronoUnit.SECONDS);
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw new IllegalArgumentException("no artifact can be named for " + at);
        }
    }

    /** Of an artifact that is not encrypted. */
    public ArtifactName(DatabaseId database, BackupKind kind, Instant at) {
        this(database, kind, at, false);
    }

    /** The name that this file name means, or empty where it is not an artifact's. */
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

    /** The name a second later, for when this one is taken. */
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
