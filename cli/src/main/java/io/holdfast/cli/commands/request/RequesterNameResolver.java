package io.holdfast.cli.commands.request;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Determines the author of a request. */
public final class RequesterNameResolver {

    /** CloudEvents {@code source} of all messages of the command line. */
    static final URI SOURCE = URI.create("/holdfast/cli");

    private RequesterNameResolver() {}

    /** {@code user@host}. It is stored with the request, and not verified. */
    public static String current() {
        return System.getProperty("user.name", "unknown") + "@" + host();
    }

    /** Reads the host name from the kernel, because a DNS lookup can take seconds. */
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
