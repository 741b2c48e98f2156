package io.holdfast.postgrestools;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * One place where a server may listen.
 *
 * @param host a name, an address without brackets, or the directory of a Unix socket, as libpq takes them
 * @param port belongs to the name of a socket's file too
 * @param address which of the name's addresses is meant; open while nobody has chosen, and always for a socket
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

    /** The chosen address. Only one that is valid on a single link has a zone: libpq takes no other with it. */
    Optional<String> numeric() {
        return address.map(chosen -> chosen.isLinkLocalAddress()
                ? chosen.getHostAddress()
                : chosen.getHostAddress().replaceFirst("%.*", ""));
    }

    /** The file of a Unix socket. */
    String socketFile() {
        return (host.equals("/") ? "" : host) + "/.s.PGSQL." + port;
    }

    /** The same for every spelling of the same place. */
    String key() {
        return (isSocket() ? host : host.toLowerCase(Locale.ROOT)) + ":" + port;
    }

    /** As people write it. */
    @Override
    public String toString() {
        if (isSocket()) {
            return socketFile();
        }
        return (isIpv6() ? "[" + host + "]" : host) + ":" + port;
    }
}
