package io.holdfast.events.http;

import io.holdfast.events.PrintableText;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Refuses a request that names another host, before anything else looks at it: pages, doctor, metrics and health. */
@ApplicationScoped
class HostHeaderFilter {

    private static final int MISDIRECTED = 421;
    private static final int FIRST = 1_000;

    private final AllowedHosts permitted;

    HostHeaderFilter(HttpSettings settings) {
        this.permitted =
                new AllowedHosts(Stream.concat(settings.hosts().stream().flatMap(List::stream), ownName())
                        .toList());
    }

    /** As the operating system says it, which may be a name with dots. */
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

    /** A request without a host comes from no browser. */
    private void check(RoutingContext context) {
        HostAndPort asked = context.request().authority();
        if (asked == null || permitted.permits(asked.host())) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(MISDIRECTED)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("This service does not answer for the host '" + PrintableText.shortened(asked.host())
                            + "'.\nhint: if it is meant to, add the name to holdfast.http.hosts.\n");
        }
    }
}
