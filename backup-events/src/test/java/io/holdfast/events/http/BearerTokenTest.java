package io.holdfast.events.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

    private static final BearerToken TOKEN = new BearerToken("s3cret");

    @ParameterizedTest
    @ValueSource(strings = {"Bearer s3cret", "bearer s3cret", "Bearer  s3cret "})
    void the_token_is_found(String authorization) {
        assertThat(TOKEN.isIn(authorization)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "s3cret", "Basic s3cret", "Bearer s3cre", "Bearer s3crets"})
    void anything_else_is_none(String authorization) {
        assertThat(TOKEN.isIn(authorization)).isFalse();
    }

    @Test
    void an_empty_token_authorizes_nobody() {
        assertThat(new BearerToken("").isIn("Bearer ")).isFalse();
    }

    @Test
    void it_does_not_show_itself() {
        assertThat(TOKEN).asString().doesNotContain("s3cret");
    }
}
