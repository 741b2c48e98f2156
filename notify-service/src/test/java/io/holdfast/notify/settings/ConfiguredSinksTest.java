package io.holdfast.notify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.notify.notifying.Subscription;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredSinksTest {

    private static final String URL = "https://dashboard.example.com/hook/T0K3N";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    @Test
    void a_url_is_sufficient_and_the_defaults_are_problems_from_now_on() {
        Sink sink = only(Map.of("url", URL));

        assertThat(sink.subscription()).isEqualTo(new Subscription(Set.of(), Set.of("problems")));
        assertThat(sink.fromBeginning()).isFalse();
        assertThat(sink.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(sink.rule().giveUpAfter()).isEmpty();
        assertThat(sink.rule().backoff().longest()).isEqualTo(Duration.ofHours(1));
        assertThat(sink.keys().get()).isEmpty();
        assertThat(sink.permitted().ownNetworks()).isFalse();
        assertThat(sink.address().get()).hasToString("https://dashboard.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://dashboard.example.com/, allow-plain-http",
        "url, ftp://dashboard.example.com/, not one of https",
        "url, file:///etc/passwd, not one of https",
        "url, https://user:pw@dashboard.example.com/, must not have a user",
        "url, https:///path, requires a host",
        "url, https://127.1/, requires a host",
        "url, 'https://a b/', malformed",
        "url, smtp://mail.example.com, does not support the scheme smtp",
        "events, everything, neither a group",
        "events, holdfast.backup.requested.v1, neither a group",
        "databases, '-h evil', not a database id",
        "secret, hunter2, whsec_",
        "secret, whsec_AAAA, 24 to 64 bytes",
        "allowed-addresses, example.com, not a range",
        "timeout, 20s, more than half",
        "timeout, 0s, must be positive",
        "url-file, /tmp/url, exactly one",
        "format, email, required for format=email"
    })
    void an_invalid_sink_prevents_the_start_of_the_service(String setting, String value, String why) {
        Map<String, String> settings =
                new HashMap<>(Map.of("url", setting.equals("format") ? "smtps://mail.example.com" : URL));
        settings.put(setting, value);

        assertThatThrownBy(() -> only(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("holdfast.notify.sinks.dash.")
                .message()
                .doesNotContain("T0K3N", "hunter2", "user:pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-dash", "ö"})
    void an_invalid_sink_name_is_refused(String name) {
        assertThatThrownBy(() -> sinks(Map.of("holdfast.notify.sinks.\"" + name + "\".url", URL)))
                .hasMessageContaining("not a valid sink name");
    }

    @Test
    void a_secret_is_changed_in_its_file_without_a_restart() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Sink sink = only(Map.of("url", URL, "secret-file", file.toString()));
        assertThat(sink.keys().get()).hasSize(1);

        Files.writeString(file, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" + SECRET + "\n");

        assertThat(sink.keys().get()).hasSize(2);
    }

    @Test
    void a_missing_file_is_reported_on_use_with_its_setting() {
        Sink sink = only(Map.of("url-file", folder.resolve("absent").toString()));

        assertThatThrownBy(() -> sink.address().get())
                .isInstanceOf(SinkSettingsException.class)
                .hasMessageContaining("url-file");
    }

    @Test
    void the_same_settings_have_the_same_hash_under_one_salt_and_no_other_change_has() throws IOException {
        Path file = Files.writeString(folder.resolve("url"), URL + "\n");
        Map<String, String> same = Map.of("url-file", file.toString(), "secret", SECRET, "headers.A", "b");
        Sink sink = only(same);
        SinkSettingsHash hash = SinkSettingsHash.of(sink);

        assertThat(hash.isOf(SinkSettingsHash.text(only(same)))).isTrue();
        assertThat(hash).isNotEqualTo(SinkSettingsHash.of(sink));
        Map.of("timeout", "11s", "databases", "app", "headers.A", "c", "headers.C", "d", "give-up-after", "9d")
                .forEach((name, value) -> {
                    Map<String, String> other = new HashMap<>(same);
                    other.put(name, value);
                    assertThat(hash.isOf(SinkSettingsHash.text(only(other))))
                            .as(name)
                            .isFalse();
                });
        Files.writeString(file, "https://dashboard.example.com/hook/0THER\n");
        assertThat(hash.isOf(SinkSettingsHash.text(sink))).isFalse();
        assertThat(hash.toString()).doesNotContain("T0K3N");
    }

    private static Sink only(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((name, value) -> all.put("holdfast.notify.sinks.dash." + name, value));
        return sinks(all).all().getFirst();
    }

    private static ConfiguredSinks sinks(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(NotifySettings.class)
                .build();
        return new ConfiguredSinks(config.getConfigMapping(NotifySettings.class));
    }
}
