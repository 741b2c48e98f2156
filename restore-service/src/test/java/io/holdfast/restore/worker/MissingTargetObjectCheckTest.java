package io.holdfast.restore.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingTargetObjectCheckTest {

    private static final DatabaseCreationOptions DUMPED = new DatabaseCreationOptions(
            "UTF8", "de_AT.UTF-8", "C.UTF-8", Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void a_locale_that_the_target_does_not_have_is_an_obstacle_by_its_name() {
        assertThat(MissingTargetObjectCheck.locale(DUMPED, Set.of("C.UTF-8")::contains))
                .hasValueSatisfying(obstacle -> {
                    assertThat(obstacle.code()).isEqualTo("locale_missing");
                    assertThat(obstacle.text())
                            .contains("de_AT.UTF-8", "locale -a")
                            .doesNotContain("C.UTF-8");
                });
    }

    @Test
    void locales_that_it_has_are_none() {
        assertThat(MissingTargetObjectCheck.locale(DUMPED, locale -> true)).isEmpty();
    }
}
