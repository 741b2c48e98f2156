package io.holdfast.events.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderAllowlistTest {

    private static final HostHeaderAllowlist DEFAULT = new HostHeaderAllowlist(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "app.localhost",
                "127.0.0.1",
                "10.1.2.3",
                "::1",
                "[::1]",
                "[fe80::1%eth0]",
                "verify-service",
                "verify-service-7c9d8-x2x4z",
                "verify-service.holdfast.svc",
                "verify-service.holdfast.svc.cluster.local"
            })
    void names_that_no_stranger_can_have_are_permitted(String host) {
        assertThat(DEFAULT.permits(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "verify-service.com",
                "svc.evil.example",
                "xsvc.example",
                "1.2.3.4.5",
                "",
                "."
            })
    void every_other_name_is_refused(String host) {
        assertThat(DEFAULT.permits(host)).isFalse();
    }

    @Test
    void further_names_are_permitted_by_name_and_not_what_lies_below() {
        HostHeaderAllowlist hosts = new HostHeaderAllowlist(List.of("Holdfast.example.org"));

        assertThat(hosts.permits("holdfast.example.org")).isTrue();
        assertThat(hosts.permits("x.holdfast.example.org")).isFalse();
    }

    @Test
    void a_star_permits_any() {
        assertThat(new HostHeaderAllowlist(List.of("*")).permits("evil.example"))
                .isTrue();
    }
}
