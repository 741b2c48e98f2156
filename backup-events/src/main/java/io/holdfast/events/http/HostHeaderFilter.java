package io.holdfast.events.http;

import io.holdfast.events.ControlCharacterSanitizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Refuses requests with a foreign host name before any other handler: resources, doctor, metrics and health. */
@ApplicationScoped
class HostHeaderFilter {

    private static final int MISDIRECTED = 421;
    private static final int FIRST = 1_000;

    private final HostHeaderAllowlist permitted;

    HostHeaderFilter(HttpSettings settings) {
        this.permitted =
                new HostHeaderAllowlist(Stream.concat(settings.hosts().stream().flatMap(List::stream), ownName())
                        .toList());
    }

    /** The name that the operating system reports, which can contain dots. */
    private static Stream<String> ownName() {
        try {
            return Stream.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** A request without a host does not come from a browser. */
    private void check(RoutingContext context) {
        HostAndPort asked = context.request().authority();
        if (asked == null || permitted.permits(asked.host())) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(MISDIRECTED)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("This service does not accept requests for the host '"
                            + ControlCharacterSanitizer.shortened(asked.host())
                            + "'.\nhint: to allow the name, add it to holdfast.http.hosts.\n");
        }
    }
}
