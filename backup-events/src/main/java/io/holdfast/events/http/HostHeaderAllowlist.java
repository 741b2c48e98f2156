package io.holdfast.events.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The host names that a service accepts. With DNS rebinding, a foreign web page can let its own host name point to this service, and then
 * read the service's responses in the browser of an authorized user. Such a request still has the foreign host name.
 */
final class HostHeaderAllowlist {

    private static final String ANY = "*";

    /** A browser sends an IP address only if the web page itself was loaded from it. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9a-f.]*:[0-9a-f:.]*(%.*)?]?");

    /** Suffixes below which nobody can register a name. */
    private static final List<String> OWN_SUFFIXES = List.of(".localhost", ".svc", ".cluster.local");

    private final Set<String> configured;

    /** @param configured additional names, or {@code *} */
    HostHeaderAllowlist(List<String> configured) {
        this.configured = configured.stream().map(HostHeaderAllowlist::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** @param host from the request, without the port */
    boolean permits(String host) {
        String name = plain(host);
        return configured.contains(ANY)
                || configured.contains(name)
                || ADDRESS.matcher(name).matches()
                || (!name.isEmpty() && !name.contains("."))
                || OWN_SUFFIXES.stream().anyMatch(name::endsWith);
    }

    private static String plain(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
