package io.holdfast.restore.worker;

import io.holdfast.restoring.server.Shape;
import io.holdfast.store.Manifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How a new database is made: as the live one is, and otherwise as the dumped one was. */
@ApplicationScoped
class Shaping {

    private static final String EVERYWHERE = "C.UTF-8";

    Shape of(Attempt attempt, Near.Here near, String live) {
        return attempt.server()
                .shapeOf(live)
                .or(() -> near.archive().manifest().map(Manifest::server).map(Shape::of))
                .or(() -> attempt.server().shapeOf("template1").map(Shaping::withoutOwner))
                .orElseGet(() -> new Shape(
                        "UTF8", EVERYWHERE, EVERYWHERE, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Shape withoutOwner(Shape shape) {
        return new Shape(
                shape.encoding(),
                shape.collate(),
                shape.ctype(),
                shape.icuLocale(),
                Optional.empty(),
                Optional.empty());
    }
}
