package io.holdfast.store.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bucket settings as people write them: each results in one address, or is refused with the setting's name. */
class BucketEndpointSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "https://storage.example.org, https://storage.example.org",
        "https://storage.example.org/, https://storage.example.org",
        "' https://storage.example.org ', https://storage.example.org",
        "HTTPS://storage.example.org, https://storage.example.org",
        "http://127.0.0.1:9000/, http://127.0.0.1:9000",
        "http://[::1]:9000, http://[::1]:9000",
        "https://storage.example.org/storage/v1/s3, https://storage.example.org/storage/v1/s3",
        "https://storage.example.org/storage/v1/s3/, https://storage.example.org/storage/v1/s3",
        "https://backups.example.org, https://backups.example.org"
    })
    void an_endpoint_is_an_address_with_or_without_a_path(String written, URI meant) {
        assertThat(address("endpoint", written).endpoint()).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "storage.example.org, has no scheme",
        "127.0.0.1:9000, has no scheme",
        "storage:9000, has no scheme",
        "//storage:9000, has no scheme",
        "ftp://storage, neither https nor http",
        "s3://backups, neither https nor http",
        "https://AKEY:topsecret@storage, contains a user or password",
        "https://AKEY:topsecret@my_storage:9000, contains a user or password",
        "https://AKEY:topsecret@sto rage, not a valid URL",
        "https://, not a valid URL",
        "https:///path, no valid host and port",
        "http://my_storage:9000, no valid host and port",
        "http://storage:0, no valid host and port",
        "http://storage:90000, no valid host and port",
        "http://storage:topsecret, no valid host and port",
        "https://storage?x=topsecret, a query or a fragment",
        "https://storage#topsecret, a query or a fragment",
        "https://storage/backups, remove '/backups' from it",
        "https://storage/backups/, remove '/backups' from it",
        "https://storage//, its path must",
        "https://storage/a//b, its path must",
        "https://storage/../b, its path must",
        "https://storage/./b, its path must",
        "https://storage/a%2fb, its path must",
        "https://backups.s3.eu-central-1.amazonaws.com, set it to https://s3.eu-central-1.amazonaws.com",
        "https://backups.s3-eu-west-1.amazonaws.com/, set it to https://s3-eu-west-1.amazonaws.com"
    })
    void an_invalid_endpoint_is_refused(String written, String why) {
        assertRefused("endpoint", written, why);
    }

    @ParameterizedTest
    @CsvSource({
        "backups, backups/",
        "backups/, backups/",
        "' backups/ ', backups/",
        "a/b, a/b/",
        "env=prod/daily, env=prod/daily/",
        "a.b_c-d/, a.b_c-d/",
        "..., .../"
    })
    void a_prefix_is_a_folder_with_or_without_its_slash(String written, String meant) {
        assertThat(address("prefix", written).prefix()).isEqualTo(meant);
    }

    @Test
    void without_a_prefix_it_is_the_whole_bucket() {
        assertThat(address("prefix", "").prefix()).isEmpty();
        assertThat(address("region", "eu-central-1").prefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/backups/, for example 'backups/'",
        "/backups, for example 'backups/'",
        "backups//, for example 'backups/'",
        "backups//daily, for example 'backups/daily/'",
        "./backups, for example 'backups/'",
        "backups/../daily, for example 'backups/daily/'",
        "backups/., for example 'backups/'",
        "/, remove the setting",
        "//, remove the setting",
        "., remove the setting",
        "Sicherungen März/täglich//, for example 'Sicherungen-M-rz/t-glich/'",
        "backups daily, for example 'backups-daily/'",
        "s3://backups, for example 's3-/backups/'",
        "back%2Fups, for example 'back-2Fups/'"
    })
    void a_prefix_that_another_program_could_read_as_another_one_is_refused(String written, String why) {
        assertRefused("prefix", written, why);
    }

    @Test
    void a_prefix_that_leaves_no_room_for_names_is_refused() {
        assertThat(address("prefix", "a".repeat(768)).prefix()).hasSize(769);
        assertRefused("prefix", "a".repeat(769), "in at most 769 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "backups, false",
        "backups-2026, false",
        "backups.example.org, true",
        "Backups, true",
        "my_backups, true",
        "b, true",
        "arn:aws:s3:eu-central-1:123456789012:accesspoint/backups, false"
    })
    void a_bucket_whose_name_matches_no_certificate_is_part_of_the_path(String bucket, boolean pathStyle) {
        BucketEndpointSettings address = address("bucket", bucket);

        assertThat(address.bucket()).isEqualTo(bucket);
        assertThat(address.pathStyle()).isEqualTo(pathStyle);
    }

    @ParameterizedTest
    @CsvSource({
        "s3://backups, the bucket's name only",
        "backups/daily, the bucket's name only",
        "backups/, the bucket's name only",
        "https://storage/backups, the bucket's name only",
        "my backups, 1 to 255 letters",
        "sicherungen-märz, 1 to 255 letters",
        ".., 1 to 255 letters",
        "-backups, 1 to 255 letters"
    })
    void a_bucket_that_is_no_name_is_refused(String written, String why) {
        assertRefused("bucket", written, why);
    }

    @ParameterizedTest
    @CsvSource({"'', it is empty", "' ', it is empty", "eu central, must consist", "eu_central, must consist"})
    void a_region_that_is_none_is_refused(String written, String why) {
        assertRefused("region", written, why);
    }

    @Test
    void a_region_may_be_left_out_and_may_have_blanks_around() {
        assertThat(address("prefix", "p").region()).isEqualTo("us-east-1");
        assertThat(address("region", " eu-central-1 ").region()).isEqualTo("eu-central-1");
        assertThat(address("endpoint", "").endpoint()).isEqualTo(Optional.empty());
    }

    private static void assertRefused(String setting, String written, String why) {
        assertThatThrownBy(() -> address(setting, written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holdfast.destinations.offsite." + setting + ": ")
                .hasMessageContaining(why)
                .message()
                .doesNotContain("AKEY", "topsecret");
    }

    private static BucketEndpointSettings address(String setting, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("holdfast.destinations.offsite.bucket", "backups"));
        settings.put("holdfast.destinations.offsite." + setting, value);
        return BucketEndpointSettings.of(
                "offsite",
                requireNonNull(new SmallRyeConfigBuilder()
                        .withMapping(DestinationSettings.class)
                        .withSources(new PropertiesConfigSource(settings, "test", 500))
                        .withConverter(Duration.class, 500, new DurationConverter())
                        .build()
                        .getConfigMapping(DestinationSettings.class)
                        .destinations()
                        .get("offsite")));
    }
}
