package io.holdfast.postgrestools;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * One possible address of a server.
 *
 * @param host a name, an address without brackets, or the directory of a Unix socket, in libpq's format
 * @param port also part of the name of a socket file
 * @param address the chosen address of the name; empty before the choice, and always for a socket
 */
public record ServerEndpoint(String host, int port, Optional<InetAddress> address) {

    static final int DEFAULT_PORT = 5432;

    ServerEndpoint(String host, int port) {
        this(host, port, Optional.empty());
    }

    public boolean isSocket() {
        return host.startsWith("/");
    }

    boolean isIpv6() {
        return host.indexOf(':') >= 0;
    }

    ServerEndpoint at(InetAddress chosen) {
        return new ServerEndpoint(host, port, Optional.of(chosen));
    }

    /** The chosen address. Only link-local addresses have a zone: libpq accepts no zone in others. */
    Optional<String> numeric() {
        return address.map(chosen -> chosen.isLinkLocalAddress()
                ? chosen.getHostAddress()
                : chosen.getHostAddress().replaceFirst("%.*", ""));
    }

    /** The path of the Unix socket file. */
    String socketFile() {
        return (host.equals("/") ? "" : host) + "/.s.PGSQL." + port;
    }

    /** The same for every spelling of the endpoint. */
    String key() {
        return (isSocket() ? host : host.toLowerCase(Locale.ROOT)) + ":" + port;
    }

    /** The usual notation. */
    @Override
    public String toString() {
        if (isSocket()) {
            return socketFile();
        }
        return (isIpv6() ? "[" + host + "]" : host) + ":" + port;
    }
}
