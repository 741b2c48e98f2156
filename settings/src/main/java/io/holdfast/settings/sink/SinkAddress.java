package io.holdfast.settings.sink;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A sink's URL. Its path and query may hold a token, so that only {@link #shown()} is ever told to anybody. */
public record SinkAddress(URI uri) {

    private static final Set<String> SCHEMES = Set.of("https", "http", "smtps", "smtp");
    private static final Set<String> WEB = Set.of("https", "http");
    private static final Set<String> MAIL = Set.of("smtps", "smtp");

    /** @throws IllegalArgumentException if the text is no URL of HTTP or SMTP; the message does not repeat it */
    public static SinkAddress parse(String text) {
        try {
            URI uri = new URI(text.strip());
            if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("its URL is not one of https, http, smtps or smtp");
            }
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                throw new IllegalArgumentException("its URL needs a host, and may have neither a user nor a fragment");
            }
            return new SinkAddress(uri);
        } catch (URISyntaxException e) {
            // Its message would repeat the URL.
            throw new IllegalArgumentException("its URL is malformed at position " + e.getIndex());
        }
    }

    /**
     * The same address.
     *
     * @param isEmail whether the sink's format is e-mail
     * @param allowPlainHttp whether {@code http} is permitted
     * @throws IllegalArgumentException if the sink may not have it
     */
    public SinkAddress requireFor(boolean isEmail, boolean allowPlainHttp) {
        if (!(isEmail ? MAIL : WEB).contains(scheme())) {
            throw new IllegalArgumentException("a sink of this format has no URL of " + scheme());
        }
        if (scheme().equals("http") && !allowPlainHttp) {
            throw new IllegalArgumentException("its URL is not https; set allow-plain-http if that is meant");
        }
        return this;
    }

    public String scheme() {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    public String host() {
        return uri.getHost();
    }

    /** The port, if the URL names one. */
    public Optional<Integer> port() {
        return uri.getPort() < 0 ? Optional.empty() : Optional.of(uri.getPort());
    }

    /** Scheme, host and port. */
    public String shown() {
        return scheme() + "://" + host() + port().map(port -> ":" + port).orElse("");
    }

    @Override
    public String toString() {
        return shown();
    }
}
