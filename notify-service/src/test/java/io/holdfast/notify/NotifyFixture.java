package io.holdfast.notify;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.notify.TestReceiver.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The packaged service between a real log with a history and a receiver with a path for each sink. Started once, and passed
 * to the constructor of each test class: each test has sinks and databases of its own.
 */
final class NotifyFixture implements AutoCloseable {

    static final String NEW_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OLD_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    static final String TOKEN = "T0K3N";

    private static final Path LOG = Path.of("target/notify-it.log");

    /** Sinks for the databases with the same names, and with the suffix {@code -too}. */
    private static final List<String> RECEIVERS = List.of(
            "moody",
            "slow",
            "redirected",
            "misplaced",
            "dribbling",
            "half",
            "hopeless",
            "limiting",
            "whole",
            "fraction",
            "dated",
            "refusing",
            "chat404",
            "stuck");

    /** File with the URL of the sink {@code gone}. It is changed while the service runs. */
    private static final Path GONE_URL = Path.of("target/notify-it-gone-url");

    final TestReceiver receiver = new TestReceiver();
    final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    final TestLog log;
    final RunningNotifyService service;

    /** Ids of the events before the first sink, in order. */
    final List<String> history;

    /** Starts the fixture for the first class, and stops it after the last one. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == NotifyFixture.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(NotifyFixture.class))
                    .computeIfAbsent(NotifyFixture.class, key -> new NotifyFixture(), NotifyFixture.class);
        }
    }

    private NotifyFixture() {
        mail.start();
        redirectGone("/gone");
        TestInfrastructure fixture = new TestInfrastructure();
        fixture.init(Map.of("schema", "notify"));
        Map<String, String> settings = new HashMap<>(fixture.start());
        settings.put("holdfast.notify.poll", "PT0.1S");
        settings.put("holdfast.notify.retry.first", "PT0.1S");
        settings.put("holdfast.notify.retry.longest", "PT0.5S");
        log = new TestLog(TestInfrastructure.kafka().bootstrap());
        history = log.sayProblems("history", 5);
        // The service reads the history without sinks, so that the sinks are new afterwards.
        RunningNotifyService.start(settings, LOG).awaitReady().kill();
        Map<String, String> sinks = sinks();
        settings.putAll(sinks);
        service = RunningNotifyService.start(settings, LOG).awaitReady();
        long number = sinks.keySet().stream()
                .filter(name -> name.endsWith(".url") || name.endsWith(".url-file"))
                .count();
        await().atMost(RunningNotifyService.PATIENCE)
                .ignoreExceptions()
                .until(() -> service.json("/sinks").size() == number);
    }

    private Map<String, String> sinks() {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("dash", "old", "chat")) {
            receiving(settings, name);
        }
        for (String name : RECEIVERS) {
            receiving(settings, name);
            sink(settings, name, "databases", name + "," + name + "-too");
        }
        sink(settings, "dash", "secret", NEW_SECRET + "," + OLD_SECRET, "headers.Authorization", "Bearer " + TOKEN);
        sink(settings, "slow", "timeout", "PT0.3S");
        sink(settings, "half", "timeout", "PT0.3S");
        sink(settings, "dribbling", "timeout", "PT0.5S");
        sink(settings, "old", "from", "beginning", "databases", "history");
        sink(settings, "chat", "format", "slack", "databases", "chatty");
        sink(settings, "hopeless", "give-up-after", "PT1S");
        sink(settings, "gone", "url-file", GONE_URL.toAbsolutePath().toString(), "databases", "gone,gone-too");
        sink(settings, "gone", "allow-plain-http", "true", "allow-private-addresses", "true");
        sink(settings, "internal", "url", receiver.url("/internal?token=" + TOKEN), "databases", "internal");
        sink(settings, "internal", "allow-plain-http", "true");
        sink(settings, "named", "url", receiver.url("/named").replace("127.0.0.1", "localhost"));
        sink(settings, "named", "databases", "internal", "allow-plain-http", "true");
        sink(settings, "post", "url", "smtp://127.0.0.1:" + mail.getSmtp().getPort(), "format", "email");
        sink(settings, "post", "to", "dba@example.org", "sender", "holdfast@example.org", "allow-plain-smtp", "true");
        sink(settings, "post", "allowed-addresses", "127.0.0.1", "databases", "posted");
        return settings;
    }

    private void receiving(Map<String, String> settings, String name) {
        sink(settings, name, "url", receiver.url("/" + name), "events", "all", "timeout", "PT2S");
        sink(settings, name, "allow-plain-http", "true", "allow-private-addresses", "true");
    }

    private static void sink(Map<String, String> settings, String name, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put("holdfast.notify.sinks." + name + "." + pairs[i], pairs[i + 1]);
        }
    }

    /** Changes the settings of the sink {@code gone}. */
    void redirectGone(String path) {
        try {
            Files.writeString(GONE_URL, receiver.url(path) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until an event is accepted, and returns its request. */
    Request arrived(String path, String id) {
        await().atMost(RunningNotifyService.PATIENCE).until(() -> ids(path).contains(id));
        return receiver.accepted(path).stream()
                .filter(request -> request.eventId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the ids of the accepted events, in order. */
    List<String> ids(String path) {
        return receiver.accepted(path).stream().map(Request::eventId).toList();
    }

    @Override
    public void close() {
        service.close();
        log.close();
        receiver.close();
        mail.stop();
    }
}
