package io.holdfast.cli.commands.request;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who asks, as it is recorded with the request. */
public final class RequestedBy {

    /** CloudEvents {@code source} of everything that the command line publishes. */
    static final URI SOURCE = URI.create("/holdfast/cli");

    private RequestedBy() {}

    /** {@code user@host}; recorded, not proven. */
    public static String current() {
        return System.getProperty("user.name", "unknown") + "@" + host();
    }

    /** The kernel knows its name at once; a resolver may take seconds. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (IOException unknown) {
                return "unknown";
            }
        }
    }
}
