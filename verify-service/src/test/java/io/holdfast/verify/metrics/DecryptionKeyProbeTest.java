package io.holdfast.verify.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.SettableClock;
import io.holdfast.store.settings.DatabaseEncryptionRecipients;
import io.holdfast.store.settings.EncryptionSettings;
import io.holdfast.verify.metrics.DecryptionKeyProbe.Probed;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.storage.DecryptionKeyFileReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecryptionKeyProbeTest {

    @TempDir
    Path folder;

    private Path ours;
    private String our;
    private String their;

    @BeforeEach
    void keys() {
        ours = folder.resolve("ours");
        our = AgeEncryptionFixture.generate(ours);
        their = AgeEncryptionFixture.generate(folder.resolve("theirs"));
    }

    @Test
    void what_goes_to_one_of_our_keys_comes_back() {
        assertThat(probe(our + "," + their, ours)).isEqualTo(new Probed.Works(1));
    }

    @Test
    void a_key_that_does_not_fit_is_told() {
        assertThat(probe(their, ours))
                .isInstanceOfSatisfying(
                        Probed.Fails.class, fails -> assertThat(fails.why()).contains("in the identity file: 1 of 1"));
    }

    @Test
    void a_key_file_that_is_gone_is_told() {
        assertThat(probe(our, folder.resolve("gone")))
                .isInstanceOfSatisfying(
                        Probed.Fails.class, fails -> assertThat(fails.why()).contains("does not exist"));
    }

    @Test
    void without_a_key_or_recipients_there_is_nothing_to_try() {
        assertThat(prober(Map.of("holdfast.encryption.recipients", our)).probe())
                .isEqualTo(new Probed.NothingToTry());
        assertThat(prober(Map.of("holdfast.encryption.identity-file", ours.toString()))
                        .probe())
                .isEqualTo(new Probed.NothingToTry());
    }

    @Test
    void it_is_tried_daily_and_sooner_while_it_fails() throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        DecryptionKeyMetrics meter = new DecryptionKeyMetrics(
                registry,
                prober(Map.of(
                        "holdfast.encryption.recipients", our, "holdfast.encryption.identity-file", ours.toString())),
                clock);
        meter.update();
        assertThat(works(registry)).isEqualTo(1);
        byte[] key = Files.readAllBytes(ours);
        Files.delete(ours);
        clock.advance(Duration.ofHours(23));
        meter.update();
        assertThat(works(registry)).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        meter.update();
        assertThat(works(registry)).isZero();

        Files.write(ours, key);
        clock.advance(Duration.ofMinutes(10));
        meter.update();

        assertThat(works(registry)).isEqualTo(1);
    }

    private static double works(SimpleMeterRegistry registry) {
        return registry.get("holdfast_encryption_key_works").gauge().value();
    }

    private Probed probe(String recipients, Path identity) {
        return prober(Map.of(
                        "holdfast.encryption.recipients",
                        recipients,
                        "holdfast.encryption.identity-file",
                        identity.toString()))
                .probe();
    }

    private static DecryptionKeyProbe prober(Map<String, String> settings) {
        return new DecryptionKeyProbe(
                new DatabaseEncryptionRecipients(mapping(EncryptionSettings.class, settings)),
                new DecryptionKeyFileReader(mapping(VerifySettings.class, settings)));
    }

    private static <T> T mapping(Class<T> type, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(type)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(type);
    }
}
