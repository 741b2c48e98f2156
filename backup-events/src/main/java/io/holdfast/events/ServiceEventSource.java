package io.holdfast.events;

import java.net.URI;
import java.util.Locale;

/** CloudEvents sources below {@code /holdfast/}, which only Holdfast's own services may use. */
public final class ServiceEventSource {

    private static final String SERVICES = "/holdfast";

    /**
     * The command line. It runs with the rights of the person or pipeline that calls it, and its ids are random, so it is an ordinary
     * requester, not a service.
     */
    private static final URI COMMAND_LINE = URI.create("/holdfast/cli");

    private ServiceEventSource() {}

    /** Whether this source, also in another spelling of the same path, is reserved for services. */
    public static boolean isReserved(URI source) {
        if (source.equals(COMMAND_LINE) || source.getScheme() != null || source.getRawAuthority() != null) {
            return false;
        }
        String path = source.normalize().getPath();
        String plain = path == null ? "" : path.toLowerCase(Locale.ROOT).replaceFirst("^/+", "/");
        return plain.equals(SERVICES) || plain.startsWith(SERVICES + "/");
    }
}
