package io.holdfast.notify.webhook;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said of an answer that leads elsewhere. It is not followed: a POST with a signature and perhaps a token belongs to
 * nobody but the one whom the settings name. Of the other address scheme, host and port are told, because its path may hold a
 * token.
 */
final class RedirectMessage {

    private RedirectMessage() {}

    /** @param location the header's value */
    static String of(int status, URI asked, Optional<String> location) {
        return "HTTP " + status + ", "
                + location.flatMap(text -> target(asked, text))
                        .map(target -> "which leads to " + shown(target) + path(asked, target))
                        .orElse("which leads nowhere")
                + ": its URL is wrong, and redirects are not followed";
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
        return isSame ? " (the same path)" : " (another path)";
    }

    private static String plain(String path) {
        return path.isEmpty() ? "/" : path;
    }
}
