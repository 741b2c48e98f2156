package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.contents.SqlIdentifierParser;
import java.util.Optional;

/** An extension that an archive declares, and its schema in the source. */
record ArchiveDeclaredExtension(String name, String schema) {

    private static final String BEGINNING = "CREATE EXTENSION IF NOT EXISTS ";
    private static final String BETWEEN = " WITH SCHEMA ";
    private static final String USUAL = "public";

    /**
     *
     * @param listed name in the table of contents
     * @param definition statement as pg_dump writes it; if it has another form, the table of contents is used instead
     */
    static ArchiveDeclaredExtension read(String listed, Optional<String> definition) {
        return definition
                .flatMap(ArchiveDeclaredExtension::parse)
                .orElseGet(() -> new ArchiveDeclaredExtension(listed, USUAL));
    }

    private static Optional<ArchiveDeclaredExtension> parse(String definition) {
        if (!definition.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        return SqlIdentifierParser.at(definition, BEGINNING.length())
                .filter(name -> definition.startsWith(BETWEEN, name.end()))
                .flatMap(name -> SqlIdentifierParser.at(definition, name.end() + BETWEEN.length())
                        .map(schema -> new ArchiveDeclaredExtension(name.name(), schema.name())));
    }
}
