package io.holdfast.postgrestools;

import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.postgrestools.TableOfContents.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the head of an archive in pg_dump's custom format, versions 1.12 to 1.16. Definitions are skipped. */
final class TableOfContentsReader {

    private TableOfContentsReader() {}

    /**
     * @param archive positioned at its start; it is read up to the end of the table of contents
     * @param limit maximum number of bytes of names to keep
     */
    static TableOfContentsReadResult read(InputStream archive, long limit) throws IOException {
        try {
            ArchiveByteReader in = new ArchiveByteReader(archive, limit);
            ArchiveHeader header = ArchiveHeader.read(in);
            int count = in.number();
            if (count < 0) {
                throw ArchiveHeaderException.damaged("it has " + count + " entries");
            }
            Map<String, String> types = new HashMap<>();
            List<RawTocEntry> entries = new ArrayList<>();
            PostgresTextEncoding encoding = PostgresTextEncoding.SQL_ASCII;
            for (int i = 0; i < count; i++) {
                RawTocEntry entry = RawTocEntry.read(in, header, types);
                if (entry.isListed() || entry.isOfDatabase()) {
                    entries.add(entry);
                }
                encoding = encoding(entry).orElse(encoding);
            }
            return new TableOfContentsReadResult.Read(contents(header, count, encoding, entries));
        } catch (ArchiveHeaderException e) {
            return e.result();
        }
    }

    private static Optional<PostgresTextEncoding> encoding(RawTocEntry entry) {
        return entry.definition()
                .flatMap(definition -> PostgresTextEncoding.setBy(new String(definition, StandardCharsets.ISO_8859_1)));
    }

    private static TableOfContents contents(
            ArchiveHeader header, int count, PostgresTextEncoding encoding, List<RawTocEntry> raw) {
        Map<String, String> shared = new HashMap<>();
        List<Entry> named =
                raw.stream().map(entry -> named(entry, encoding, shared)).toList();
        TocEntryTableResolver tables = new TocEntryTableResolver(named);
        List<Entry> ofDatabase = new ArrayList<>();
        List<Entry> entries = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            Entry entry = named.get(i);
            (raw.get(i).isOfDatabase() ? ofDatabase : entries)
                    .add(entry.of(tables.of(entry, raw.get(i).drop().map(encoding::decode))));
        }
        return new TableOfContents(
                header.database().map(encoding::decode),
                count,
                header.compression(),
                "CUSTOM",
                header.version(),
                header.server().flatMap(TableOfContentsReader::version),
                header.writtenBy().flatMap(TableOfContentsReader::version),
                encoding,
                Source.ARCHIVE,
                ofDatabase,
                entries,
                needed(raw, encoding));
    }

    private static TableOfContents.Needed needed(List<RawTocEntry> raw, PostgresTextEncoding encoding) {
        Set<String> tablespaces = new TreeSet<>();
        Set<String> grantees = new TreeSet<>();
        Set<String> ofPolicies = new TreeSet<>();
        for (RawTocEntry entry : raw) {
            if (!entry.isOfDatabase()) {
                entry.tablespace().map(encoding::decode).ifPresent(tablespaces::add);
            }
            entry.roles().stream()
                    .map(role -> encoding.decode(role.getBytes(StandardCharsets.ISO_8859_1)))
                    .forEach((entry.type().equals(RawTocEntry.POLICY) ? ofPolicies : grantees)::add);
        }
        return new TableOfContents.Needed(tablespaces, grantees, ofPolicies);
    }

    /** @param shared schemas and owners that many entries have in common */
    private static Entry named(RawTocEntry entry, PostgresTextEncoding encoding, Map<String, String> shared) {
        return new Entry(
                entry.id(),
                entry.type(),
                entry.schema().map(encoding::decode).map(name -> shared.computeIfAbsent(name, Function.identity())),
                encoding.decode(entry.tag()),
                shared.computeIfAbsent(encoding.decode(entry.owner()), Function.identity()),
                entry.dependencies(),
                Optional.empty());
    }

    private static Optional<PgVersion> version(byte[] text) {
        return PgVersion.parse(new String(text, StandardCharsets.ISO_8859_1));
    }
}
