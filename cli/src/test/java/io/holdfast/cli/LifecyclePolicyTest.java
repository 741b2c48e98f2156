package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.codec.Json;
import org.junit.jupiter.api.Test;

class LifecyclePolicyTest {

    private static final String UNDERSTOOD = "--i-understand-that-the-last-verified-backup-may-be-deleted";

    private final TypedCommand holdfast = new TypedCommand();

    @Test
    void it_moves_after_ninety_days_and_deletes_nothing() throws Exception {
        int exit = holdfast.run("lifecycle-policy", "--bucket", "my-backups", "--prefix", "backups/");

        JsonNode rules = Json.mapper().readTree(holdfast.out()).path("Rules");
        assertThat(exit).isZero();
        assertThat(rules).hasSize(2);
        assertThat(rules.get(0).path("Filter").path("And").path("Prefix").asText())
                .isEqualTo("backups/");
        assertThat(rules.get(0).path("Transitions").get(0).path("Days").asInt()).isEqualTo(90);
        assertThat(rules.get(0).path("Transitions").get(0).path("StorageClass").asText())
                .isEqualTo("GLACIER");
        assertThat(rules.get(1)
                        .path("AbortIncompleteMultipartUpload")
                        .path("DaysAfterInitiation")
                        .asInt())
                .isEqualTo(7);
        assertThat(rules.findValues("Expiration")).isEmpty();
    }

    @Test
    void every_rule_has_what_the_api_asks_for() throws Exception {
        holdfast.run("lifecycle-policy", "--bucket", "my-backups");

        assertThat(Json.mapper().readTree(holdfast.out()).path("Rules")).allSatisfy(rule -> {
            assertThat(rule.path("ID").asText()).isNotEmpty();
            assertThat(rule.path("Status").asText()).isEqualTo("Enabled");
            assertThat(rule.path("Filter").isObject()).isTrue();
        });
    }

    @Test
    void deleting_by_the_bucket_is_refused_until_somebody_says_that_a_promise_is_broken() {
        int exit = holdfast.run("lifecycle-policy", "--bucket", "my-backups", "--expire-days", "365");

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.out()).isEmpty();
        assertThat(holdfast.err()).contains("breaks promise 3", UNDERSTOOD);
    }

    @Test
    void with_the_confirmation_the_policy_is_printed_with_a_warning() throws Exception {
        int exit = holdfast.run("lifecycle-policy", "--bucket", "my-backups", "--expire-days", "365", UNDERSTOOD);

        JsonNode rules = Json.mapper().readTree(holdfast.out()).path("Rules");
        assertThat(exit).isZero();
        assertThat(rules.get(1).path("Expiration").path("Days").asInt()).isEqualTo(365);
        assertThat(holdfast.err()).contains("Warning: ");
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThat(holdfast.run("lifecycle-policy", "--bucket", "NOT A BUCKET")).isEqualTo(2);
        assertThat(holdfast.run("lifecycle-policy", "--bucket", "my-backups", "--expire-days", "30", UNDERSTOOD))
                .isEqualTo(2);
    }
}
