package io.holdfast.notify.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of notify-service. */
@ConfigMapping(prefix = "holdfast.notify")
public interface NotifySettings {

    /** Where deliveries go, under names that they keep: a sink goes on where it stopped as long as its name is the same. */
    Map<String, Receiver> sinks();

    Retry retry();

    /** How often a sink with nothing to send looks for something. */
    @WithDefault("1s")
    Duration poll();

    /** How long a process that says nothing keeps a delivery; at least twice each sink's timeout. */
    @WithDefault("30s")
    Duration lease();

    /** How long deliveries that have ended stay in the books, for people who want to look. */
    @WithDefault("30d")
    Duration keepEnded();

    /** Pauses between attempts; they double. */
    interface Retry {

        @WithDefault("5s")
        Duration first();

        @WithDefault("1h")
        Duration longest();
    }

    /** One receiver. */
    interface Receiver {

        /** {@code https://…}, or {@code smtps://host:465} and {@code smtp://host:587} for e-mail. */
        Optional<String> url();

        /** File whose first line is the URL, instead of {@code url}, because many hold a token; read anew for every use. */
        Optional<Path> urlFile();

        /** {@code cloudevents}, {@code slack} or {@code email}. */
        @WithDefault("cloudevents")
        Format format();

        /** Ids of databases; all where absent. */
        Optional<List<String>> databases();

        /** Groups ({@code problems}, {@code completions}, {@code course}, {@code all}) and types such as {@code holdfast.backup.verified.v1}. */
        @WithDefault("problems")
        List<String> events();

        /** Where a new sink begins: {@code now}, or at the {@code beginning} of the log. */
        @WithDefault("now")
        From from();

        /** One or two signing secrets ({@code whsec_…}), while they are changed; the current one first. */
        Optional<List<String>> secret();

        /** File with one secret on each line, instead of {@code secret}; read anew for every use. */
        Optional<Path> secretFile();

        /** Further headers, such as {@code Authorization}. */
        Map<String, String> headers();

        /** How long one attempt may take. */
        @WithDefault("10s")
        Duration timeout();

        /** Age at which a delivery is given up, recorded and alerted; it is tried for ever where absent. */
        Optional<Duration> giveUpAfter();

        /** Whether {@code http} is permitted: everybody on the way reads and changes what is sent. */
        @WithDefault("false")
        boolean allowPlainHttp();

        /** Whether loopback and private networks may be connected to. */
        @WithDefault("false")
        boolean allowPrivateAddresses();

        /** Ranges such as {@code 10.1.2.0/24} that may be connected to whatever they are. */
        Optional<List<String>> allowedAddresses();

        /** Of e-mail: who gets it. */
        Optional<List<String>> to();

        /** Of e-mail: whom it is from. */
        Optional<String> sender();

        /** Of e-mail: for the mail server. */
        Optional<String> username();

        /** Belongs to {@code username}. */
        Optional<String> password();

        /** File whose first line is the password, instead of {@code password}; read anew for every use. */
        Optional<Path> passwordFile();

        /** Of e-mail: whether {@code smtp} without STARTTLS is permitted. */
        @WithDefault("false")
        boolean allowPlainSmtp();
    }

    /** In which form a receiver is told. */
    enum Format {
        CLOUDEVENTS,
        SLACK,
        EMAIL
    }

    /** Where a new sink begins. */
    enum From {
        NOW,
        BEGINNING
    }
}
