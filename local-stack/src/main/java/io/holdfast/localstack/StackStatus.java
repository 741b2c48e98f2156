package io.holdfast.localstack;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The running parts of a local stack.
 *
 * @param kafka the bootstrap address
 * @param catalogue the JDBC address, without user and password
 * @param hasOffSite whether the stack has an S3 server
 * @param offSite the S3 server's address
 * @param hasScratch whether the stack has a server for drills
 * @param scratch the JDBC address of that server, without user and password
 * @param services the running services, by name
 */
public record StackStatus(
        Optional<String> kafka,
        Optional<String> catalogue,
        boolean hasOffSite,
        Optional<URI> offSite,
        boolean hasScratch,
        Optional<String> scratch,
        Map<String, Service> services) {

    /** A running service. */
    public record Service(URI url, long pid, boolean ready) {}

    /** Whether all parts are running and every service is ready. */
    public boolean isComplete() {
        return kafka.isPresent()
                && catalogue.isPresent()
                && (offSite.isPresent() || !hasOffSite)
                && (scratch.isPresent() || !hasScratch)
                && services.keySet().containsAll(LocalStack.SERVICES)
                && services.values().stream().allMatch(Service::ready);
    }
}
