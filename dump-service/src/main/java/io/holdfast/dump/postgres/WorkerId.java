package io.holdfast.dump.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This process among the workers; a new start is a new worker. */
@ApplicationScoped
public class WorkerId {

    private final String value = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

    public String value() {
        return value;
    }
}
