package io.holdfast.postgrestools;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the setting {@code host}. The driver and PostgreSQL's programs accept the same values.
 *
 * @param setting prefix of the settings {@code host} and {@code port}
 * @param port value of the port setting
 */
record HostListParser(String setting, int port) {

    /** The kernel's limit for the whole path of a socket file. */
    private static final int LONGEST_PATH = 107;

    private static final int SHOWN = 100;
    private static final Pattern SOCKET_FILE = Pattern.compile("(.*)/\\.s\\.PGSQL\\.(\\d{1,5})");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)](?::(\\d{1,5}))?");
    private static final Pattern NAME_AND_PORT = Pattern.compile("([^:]*):(\\d{1,5})");
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]+)(%[0-9A-Za-z._~-]+)?");
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    List<ServerEndpoint> read(String host) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(setting + ".port is " + port + ". Set a port from 1 to 65535.");
        }
        String text = host.strip();
        if (text.isEmpty()) {
            throw refused("is empty. Set the server's host name, its address, or the directory of its Unix socket.");
        }
        refuseSecrets(text);
        Set<ServerEndpoint> endpoints = new LinkedHashSet<>();
        for (String one : text.split(",", -1)) {
            endpoints.add(one(one.strip()));
        }
        return List.copyOf(endpoints);
    }

    /** The messages do not quote the value, because it can contain a password. */
    private void refuseSecrets(String text) {
        if (text.contains("://") || text.toLowerCase(Locale.ROOT).startsWith("jdbc:")) {
            throw refused("is a URL. Set host, port, username, name and password-file separately.");
        }
        if (text.indexOf('=') >= 0) {
            throw refused("is a connection string. Set host, port, username, name and password-file separately.");
        }
        if (text.indexOf('@') > 0 && !text.startsWith("/")) {
            throw refused("contains '@'. Set only the host here, and the role in " + setting + ".username.");
        }
    }

    private ServerEndpoint one(String text) {
        if (text.isEmpty()) {
            throw refused("has an empty entry. Remove the extra comma.");
        }
        if (text.startsWith("/")) {
            return socket(text);
        }
        if (text.startsWith("@")) {
            throw refused("is an abstract Unix socket, which is not supported. Set the directory of a Unix socket, or"
                    + " localhost.");
        }
        Matcher brackets = BRACKETS.matcher(text);
        if (brackets.matches()) {
            return new ServerEndpoint(ipv6(brackets.group(1), text), port(brackets.group(2)));
        }
        if (text.indexOf(':') != text.lastIndexOf(':')) {
            return new ServerEndpoint(ipv6(text, text), port);
        }
        Matcher withPort = NAME_AND_PORT.matcher(text);
        return withPort.matches()
                ? new ServerEndpoint(name(withPort.group(1), text), port(withPort.group(2)))
                : new ServerEndpoint(name(text, text), port);
    }

    private ServerEndpoint socket(String text) {
        String path = text.length() > 1 ? text.replaceFirst("/+$", "") : text;
        Matcher file = SOCKET_FILE.matcher(path);
        ServerEndpoint endpoint = file.matches()
                ? new ServerEndpoint(file.group(1).isEmpty() ? "/" : file.group(1), port(file.group(2)))
                : new ServerEndpoint(path.isEmpty() ? "/" : path, port);
        int length = endpoint.socketFile().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw refused("is a Unix socket whose path has " + length + " bytes. The maximum is " + LONGEST_PATH
                    + ". Use a shorter directory, or localhost.");
        }
        return endpoint;
    }

    private String ipv6(String text, String whole) {
        Matcher parts = IPV6.matcher(text);
        if (!parts.matches() || text.indexOf(':') < 0) {
            throw noHost(whole);
        }
        try {
            // The text contains a colon, so this does not resolve a name.
            InetAddress.getByName(parts.group(1));
        } catch (UnknownHostException e) {
            throw noHost(whole);
        }
        return text.toLowerCase(Locale.ROOT).equals(text) || parts.group(2) == null
                ? text.toLowerCase(Locale.ROOT)
                : parts.group(1).toLowerCase(Locale.ROOT) + parts.group(2);
    }

    /** Removes a final dot: it only marks the name as absolute, and the server's certificate would not match. */
    private String name(String text, String whole) {
        String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String ascii;
        try {
            ascii = IDN.toASCII(plain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw noHost(whole);
        }
        if (!NAME.matcher(ascii).matches()) {
            throw noHost(whole);
        }
        return ascii;
    }

    private int port(@org.jspecify.annotations.Nullable String written) {
        OptionalInt own = written == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(written));
        if (own.isEmpty()) {
            return port;
        }
        int named = own.getAsInt();
        if (named < 1 || named > 65535) {
            throw refused("has the port " + named + ". Set a port from 1 to 65535.");
        }
        if (port != ServerEndpoint.DEFAULT_PORT && port != named) {
            throw refused("has the port " + named + ", but " + setting + ".port is " + port
                    + ". Set the port in one place only.");
        }
        return named;
    }

    private IllegalArgumentException noHost(String text) {
        String shown = ServerTextSanitizer.line(text);
        return refused("'" + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown)
                + "' is not a host name, an address or the directory of a Unix socket. Set one of these, or several separated by"
                + " commas.");
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(setting + ".host " + why);
    }
}
