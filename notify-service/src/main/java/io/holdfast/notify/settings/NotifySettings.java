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

    /** Sinks by name. A sink continues at its last position as long as it keeps its name. */
    Map<String, Receiver> sinks();

    Retry retry();

    /** How often an idle sink checks for new deliveries. */
    @WithDefault("1s")
    Duration poll();

    /** How long a process keeps a delivery without renewing its lease; at least twice the timeout of each sink. */
    @WithDefault("30s")
    Duration lease();

    /** How long finished deliveries stay in the catalog, for diagnosis. */
    @WithDefault("30d")
    Duration keepEnded();

    /** Pauses between attempts. Each pause is twice as long as the previous one. */
    interface Retry {

        /** Pause after the first failed attempt. Each further pause is twice as long. */
        @WithDefault("5s")
        Duration first();

        /** Longest pause between attempts. */
        @WithDefault("1h")
        Duration longest();
    }

    /** One receiver of events. */
    interface Receiver {

        /** Address of the sink: {@code https://…}, or {@code smtps://host:465} or {@code smtp://host:587} for email. */
        Optional<String> url();

        /** File whose first line is the URL; use it instead of {@code url} if the URL contains a token. Read again for each use. */
        Optional<Path> urlFile();

        /** Format of the messages: {@code cloudevents}, {@code slack} or {@code email}. */
        @WithDefault("cloudevents")
        Format format();

        /** Ids of the databases whose events are sent. If not set, events of all databases are sent. */
        Optional<List<String>> databases();

        /**
         * Events to send: groups ({@code problems}, {@code completions}, {@code course}, {@code all}) and event types such as
         * {@code holdfast.backup.verified.v1}.
         */
        @WithDefault("problems")
        List<String> events();

        /** Where a new sink starts: at events from {@code now} on, or at the {@code beginning} of the event log. */
        @WithDefault("now")
        From from();

        /** Signing secret ({@code whsec_…}). During a rotation, set two secrets, the current one first. */
        Optional<List<String>> secret();

        /** File with one secret per line; use it instead of {@code secret}. Read again for each use. */
        Optional<Path> secretFile();

        /** Additional HTTP headers, such as {@code Authorization}. */
        Map<String, String> headers();

        /** Time limit for one attempt. */
        @WithDefault("10s")
        Duration timeout();

        /** Age at which the service gives up a delivery, records this, and raises an alert. If not set, it retries forever. */
        Optional<Duration> giveUpAfter();

        /** Whether {@code http} is allowed. Anyone on the network path can then read and change the messages. */
        @WithDefault("false")
        boolean allowPlainHttp();

        /** Whether the service may connect to loopback and private addresses. */
        @WithDefault("false")
        boolean allowPrivateAddresses();

        /** Address ranges, such as {@code 10.1.2.0/24}, to which connections are always allowed. */
        Optional<List<String>> allowedAddresses();

        /** Email only: recipients. */
        Optional<List<String>> to();

        /** Email only: sender address. */
        Optional<String> sender();

        /** Email only: user name for the mail server. */
        Optional<String> username();

        /** Email only: password for the mail server. */
        Optional<String> password();

        /** File whose first line is the password; use it instead of {@code password}. Read again for each use. */
        Optional<Path> passwordFile();

        /** Email only: whether {@code smtp} without STARTTLS is allowed. */
        @WithDefault("false")
        boolean allowPlainSmtp();
    }

    /** Format of the messages to a receiver. */
    enum Format {
        CLOUDEVENTS,
        SLACK,
        EMAIL
    }

    /** Where a new sink starts. */
    enum From {
        NOW,
        BEGINNING
    }
}
