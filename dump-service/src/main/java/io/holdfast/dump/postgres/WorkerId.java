package io.holdfast.dump.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The id of this process as a worker. It changes at every start. */
@ApplicationScoped
public class WorkerId {

    private final String value = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

    public String value() {
        return value;
    }
}
