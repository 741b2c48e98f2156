package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.contents.IdentifierReader;
import java.util.Optional;

/** An extension that an archive declares, and its schema in the source. */
record DeclaredExtension(String name, String schema) {

    private static final String BEGINNING = "CREATE EXTENSION IF NOT EXISTS ";
    private static final String BETWEEN = " WITH SCHEMA ";
    private static final String USUAL = "public";

    /**
     *
     * @param listed name in the table of contents
     * @param definition statement as pg_dump writes it; if it has another form, the table of contents is used instead
     */
    static DeclaredExtension read(String listed, Optional<String> definition) {
        return definition.flatMap(DeclaredExtension::parse).orElseGet(() -> new DeclaredExtension(listed, USUAL));
    }

    private static Optional<DeclaredExtension> parse(String definition) {
        if (!definition.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        return IdentifierReader.at(definition, BEGINNING.length())
                .filter(name -> definition.startsWith(BETWEEN, name.end()))
                .flatMap(name -> IdentifierReader.at(definition, name.end() + BETWEEN.length())
                        .map(schema -> new DeclaredExtension(name.name(), schema.name())));
    }
}
