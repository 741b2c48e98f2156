package io.holdfast.notify.webhook;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes a redirect. Redirects are not followed, because a POST with a signature and possibly a token must reach only the
 * configured receiver. The message contains only scheme, host, and port of the target, because its path may contain a token.
 */
final class RedirectRefusalMessage {

    private RedirectRefusalMessage() {}

    /** @param location value of the Location header */
    static String of(int status, URI asked, Optional<String> location) {
        return "HTTP " + status + " "
                + location.flatMap(text -> target(asked, text))
                        .map(target -> "redirects to " + shown(target) + path(asked, target))
                        .orElse("redirects to no valid URL")
                + ": the URL of the sink is wrong, and redirects are not followed";
    }

    private static Optional<URI> target(URI asked, String location) {
        try {
            return Optional.of(asked.resolve(location.strip())).filter(target -> target.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String shown(URI target) {
        return target.getScheme().toLowerCase(Locale.ROOT) + "://" + target.getHost()
                + (target.getPort() < 0 ? "" : ":" + target.getPort());
    }

    private static String path(URI asked, URI target) {
        boolean isSame = plain(asked.getRawPath()).equals(plain(target.getRawPath()))
                && Objects.equals(asked.getRawQuery(), target.getRawQuery());
        return isSame ? " (same path)" : " (different path)";
    }

    private static String plain(String path) {
        return path.isEmpty() ? "/" : path;
    }
}
