package io.holdfast.events.http;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings of a service's HTTP server. */
@ConfigMapping(prefix = "holdfast.http")
interface HttpSettings {

    /**
     * Additional host names for which this service accepts requests, such as {@code holdfast.example.org}; {@code *} allows any name. IP
     * addresses, the name of this host, names without a dot, {@code *.localhost}, {@code *.svc} and {@code *.cluster.local} are always
     * allowed.
     */
    Optional<List<String>> hosts();

    /**
     * Token that clients must send as {@code Authorization: Bearer …} to read details that quote output of programs, messages of servers,
     * or rows. If not set, no token is required.
     */
    Optional<String> token();

    /** File whose first line is the token; use it instead of {@code token}. Read again for each use. */
    Optional<Path> tokenFile();
}
