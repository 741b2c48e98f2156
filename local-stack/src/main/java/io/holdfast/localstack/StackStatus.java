package io.holdfast.localstack;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What runs of a local stack.
 *
 * @param kafka the bootstrap address
 * @param catalogue the JDBC address, without user and password
 * @param services those that run, by name
 */
public record StackStatus(Optional<String> kafka, Optional<String> catalogue, Map<String, Service> services) {

    /** A running service. */
    public record Service(URI url, long pid, boolean ready) {}

    /** Whether everything runs and every service says that it is ready. */
    public boolean isComplete() {
        return kafka.isPresent()
                && catalogue.isPresent()
                && services.keySet().containsAll(LocalStack.SERVICES)
                && services.values().stream().allMatch(Service::ready);
    }
}
