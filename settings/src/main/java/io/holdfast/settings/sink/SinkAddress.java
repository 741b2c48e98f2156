package io.holdfast.settings.sink;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A sink's URL. Its path and query can contain a token, so only {@link #shown()} may be shown. */
public record SinkAddress(URI uri) {

    private static final Set<String> SCHEMES = Set.of("https", "http", "smtps", "smtp");
    private static final Set<String> WEB = Set.of("https", "http");
    private static final Set<String> MAIL = Set.of("smtps", "smtp");

    /** @throws IllegalArgumentException if the text is not an HTTP or SMTP URL; the message does not quote it */
    public static SinkAddress parse(String text) {
        try {
            URI uri = new URI(text.strip());
            if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("its URL is not one of https, http, smtps or smtp");
            }
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                throw new IllegalArgumentException("its URL requires a host, and must not have a user or a fragment");
            }
            return new SinkAddress(uri);
        } catch (URISyntaxException e) {
            // The exception's message would quote the URL.
            throw new IllegalArgumentException("its URL is malformed at position " + e.getIndex());
        }
    }

    /**
     * Returns the address.
     *
     * @param isEmail whether the sink's format is e-mail
     * @param allowPlainHttp whether {@code http} is allowed
     * @throws IllegalArgumentException if the sink must not have this address
     */
    public SinkAddress requireFor(boolean isEmail, boolean allowPlainHttp) {
        if (!(isEmail ? MAIL : WEB).contains(scheme())) {
            throw new IllegalArgumentException("a sink of this format does not support the scheme " + scheme());
        }
        if (scheme().equals("http") && !allowPlainHttp) {
            throw new IllegalArgumentException("its URL is not https; to allow that, set allow-plain-http");
        }
        return this;
    }

    public String scheme() {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    public String host() {
        return uri.getHost();
    }

    /** The port, if the URL has one. */
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
