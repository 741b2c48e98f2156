package io.holdfast.events.http;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings of a service's answers by HTTP. */
@ConfigMapping(prefix = "holdfast.http")
interface HttpSettings {

    /**
     * Further names under which this service may be asked, such as {@code holdfast.example.org}; {@code *} for any. IP addresses,
     * this host's own name, names without a dot, {@code *.localhost}, {@code *.svc} and {@code *.cluster.local} are always permitted.
     */
    Optional<List<String>> hosts();

    /** Required as {@code Authorization: Bearer …} for pages that quote programs, servers or rows; not required where absent. */
    Optional<String> token();

    /** File whose first line is the token, instead of {@code token}; read anew for every use. */
    Optional<Path> tokenFile();
}
