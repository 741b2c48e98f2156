package io.holdfast.verify.scratch;

import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.Shape;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import io.holdfast.store.Manifest;
import io.holdfast.verify.drilling.DrillClaim;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The throwaway database of one attempt at a drill. */
record DrillDatabase(TargetServer server, String name) implements AutoCloseable {

    static final String PURPOSE = "drill";

    private static final String PREFIX = "holdfast_drill_";
    private static final int SHORT = 12;

    /** No two attempts have one database: a worker that was thought dead may still be writing to its own. */
    static String name(UUID drill, int attempt) {
        return PREFIX + drill.toString().replace("-", "").substring(0, SHORT) + "_" + attempt;
    }

    static boolean isOurName(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * @param manifest tells encoding and collation
     * @param until when anybody may drop it
     */
    static DrillDatabase create(TargetServer server, DrillClaim claim, Optional<Manifest> manifest, Instant until) {
        String name = name(claim.drill(), claim.attempt());
        Mark mark = Mark.of(PURPOSE, claim.drill()).until(until);
        Shape shape = manifest.map(known -> Shape.of(known.server())).orElseGet(() -> ownShape(server));
        try {
            server.create(name, shape, mark);
        } catch (TargetTrouble trouble) {
            if (!trouble.reason().equals(TargetTrouble.OTHER)) {
                throw trouble;
            }
            // The server may not have the locale. Rows are compared without regard to their order, so any other will
            // do.
            server.create(name, plain(shape.encoding(), "C", "C"), mark);
        }
        return new DrillDatabase(server, name);
    }

    private static Shape ownShape(TargetServer server) {
        return server.shapeOf("template0")
                .map(found -> plain(found.encoding(), found.collate(), found.ctype()))
                .orElseGet(() -> plain("UTF8", "C", "C"));
    }

    private static Shape plain(String encoding, String collate, String ctype) {
        return new Shape(encoding, collate, ctype, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        server.drop(name);
    }
}
