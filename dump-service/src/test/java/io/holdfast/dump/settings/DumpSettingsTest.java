package io.holdfast.dump.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.DatabaseId;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DumpSettingsTest {

    @Test
    void every_setting_has_the_documented_default() {
        DumpSettings settings = settings(Map.of("holdfast.databases.app.host", "db.example"));

        DumpSettings.Dump dump = settings.dump();
        assertThat(dump.workers()).isEqualTo(2);
        assertThat(dump.perServer()).isEqualTo(1);
        assertThat(dump.queueLimit()).isEqualTo(20);
        assertThat(dump.reservedPlaces()).isEqualTo(20);
        assertThat(dump.sourceLimit()).isEqualTo(15);
        assertThat(dump.sourcePause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(dump.compression()).isEmpty();
        assertThat(dump.clientPrograms()).isEmpty();
        assertThat(dump.rolePasswords()).isTrue();
        assertThat(dump.lockWait()).isEqualTo(Duration.ofMinutes(2));
        assertThat(dump.connectTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(dump.stallAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(dump.niceness()).isZero();
        assertThat(dump.bytesPerSecond()).isEmpty();
        assertThat(dump.keepFreeBytes()).isEqualTo(64L << 20);
        assertThat(dump.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(dump.heartbeat()).isEqualTo(Duration.ofSeconds(2));
        assertThat(dump.poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(dump.progress()).isEqualTo(Duration.ofSeconds(1));
        assertThat(dump.finishWithin()).isZero();
        assertThat(dump.stopGrace()).isEqualTo(Duration.ofSeconds(8));
        assertThat(dump.retry().first()).isEqualTo(Duration.ofSeconds(10));
        assertThat(dump.retry().longest()).isEqualTo(Duration.ofMinutes(15));
        DumpSettings.Database app = Objects.requireNonNull(settings.databases().get("app"));
        assertThat(app.port()).isEqualTo(5432);
        assertThat(app.username()).isEmpty();
    }

    @Test
    void a_database_without_a_role_is_an_error_with_a_hint() {
        DumpSettings settings = settings(Map.of("holdfast.databases.app.host", "db.example"));

        assertThatThrownBy(() -> new ConfiguredDatabases(settings, (path, key) -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holdfast.databases.app.username is not set")
                .hasMessageContaining("docs/roles.md");
    }

    @Test
    void an_invalid_host_is_an_error_that_names_the_setting_and_no_secret() {
        DumpSettings settings = settings(Map.of("holdfast.databases.app.host", "postgres://u:s3cret@db.example/app"));

        assertThatThrownBy(() -> new ConfiguredDatabases(settings, (path, key) -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("holdfast.databases.app.host is a URL. Set host, port, username, name and password-file"
                        + " separately.");
    }

    /** Limits are per server. */
    @Test
    void two_spellings_of_a_host_are_one_server() {
        DumpSettings settings = settings(Map.of(
                "holdfast.databases.app.host", " DB.example. ",
                "holdfast.databases.app.username", "backup",
                "holdfast.databases.shop.host", "db.example:5432",
                "holdfast.databases.shop.username", "backup"));
        ConfiguredDatabases databases = new ConfiguredDatabases(settings, (path, key) -> "");

        assertThat(databases.server(new DatabaseId("app")))
                .isPresent()
                .isEqualTo(databases.server(new DatabaseId("shop")));
    }

    @Test
    void these_are_all_settings() {
        Set<String> names = new TreeSet<>();
        collect(DumpSettings.class, "", names);

        assertThat(names)
                .containsExactly(
                        "catalogueBackup.password",
                        "catalogueBackup.passwordFile",
                        "catalogueBackup.sslCertificate",
                        "catalogueBackup.sslKey",
                        "catalogueBackup.sslMode",
                        "catalogueBackup.sslRootCertificate",
                        "catalogueBackup.username",
                        "catalogueBackup.vaultKey",
                        "catalogueBackup.vaultPath",
                        "databases.*.compression",
                        "databases.*.host",
                        "databases.*.name",
                        "databases.*.password",
                        "databases.*.passwordFile",
                        "databases.*.port",
                        "databases.*.sslCertificate",
                        "databases.*.sslKey",
                        "databases.*.sslMode",
                        "databases.*.sslRootCertificate",
                        "databases.*.username",
                        "databases.*.vaultKey",
                        "databases.*.vaultPath",
                        "dump.bytesPerSecond",
                        "dump.clientPrograms",
                        "dump.compression",
                        "dump.connectTimeout",
                        "dump.finishWithin",
                        "dump.heartbeat",
                        "dump.keepFreeBytes",
                        "dump.lease",
                        "dump.lockWait",
                        "dump.niceness",
                        "dump.perServer",
                        "dump.poll",
                        "dump.progress",
                        "dump.queueLimit",
                        "dump.reservedPlaces",
                        "dump.retry.first",
                        "dump.retry.longest",
                        "dump.rolePasswords",
                        "dump.sourceLimit",
                        "dump.sourcePause",
                        "dump.stallAfter",
                        "dump.stopGrace",
                        "dump.workers");
    }

    private static void collect(Class<?> group, String prefix, Set<String> names) {
        for (Method method : group.getMethods()) {
            String name = prefix + method.getName();
            if (method.getReturnType() == Map.class) {
                collect(DumpSettings.Database.class, name + ".*.", names);
            } else if (method.getReturnType().getEnclosingClass() == DumpSettings.class) {
                collect(method.getReturnType(), name + ".", names);
            } else {
                names.add(name);
            }
        }
    }

    private static DumpSettings settings(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(DumpSettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(values)
                .build();
        return config.getConfigMapping(DumpSettings.class);
    }
}
