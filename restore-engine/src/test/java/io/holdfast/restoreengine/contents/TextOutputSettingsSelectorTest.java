package io.holdfast.restoreengine.contents;

import static io.holdfast.postgrestools.TextOutputSettings.BYTEA_OUTPUT;
import static io.holdfast.postgrestools.TextOutputSettings.LC_MONETARY;
import static io.holdfast.postgrestools.TextOutputSettings.NONE;
import static io.holdfast.postgrestools.TextOutputSettings.PINNED;
import static io.holdfast.postgrestools.TextOutputSettings.TIME_ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.postgrestools.TextOutputSettings;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextOutputSettingsSelectorTest {

    private static final TextOutputSettings INDIAN = NONE.with(LC_MONETARY, "en_IN.UTF-8")
            .with(TIME_ZONE, "Asia/Kolkata")
            .with(BYTEA_OUTPUT, "escape");

    @Test
    void a_recorded_spelling_is_the_only_one() {
        TextOutputSettingsSelector spellings =
                new TextOutputSettingsSelector(Optional.of(PINNED.with(BYTEA_OUTPUT, "escape")), Optional.empty());

        assertThat(spellings.first(INDIAN)).isEqualTo(PINNED.with(BYTEA_OUTPUT, "escape"));
        assertThat(spellings.areOpen()).isFalse();
    }

    @Test
    void without_a_record_money_is_first_read_in_the_databases_own_locale() {
        TextOutputSettingsSelector spellings = new TextOutputSettingsSelector(Optional.empty(), Optional.empty());

        assertThat(spellings.first(INDIAN)).isEqualTo(PINNED.with(LC_MONETARY, "en_IN.UTF-8"));
    }

    @Test
    void the_other_spellings_are_those_of_the_types_in_the_table() {
        TextOutputSettingsSelector spellings =
                new TextOutputSettingsSelector(Optional.empty(), Optional.of("de_DE.UTF-8"));

        assertThat(spellings.others(spellings.first(INDIAN), INDIAN, Set.of())).isEmpty();
        assertThat(spellings.others(spellings.first(INDIAN), INDIAN, Set.of(BYTEA_OUTPUT)))
                .containsExactly(PINNED.with(BYTEA_OUTPUT, "escape"));
        assertThat(spellings.others(spellings.first(INDIAN), INDIAN, Set.of(LC_MONETARY)))
                .containsExactly(PINNED, PINNED.with(LC_MONETARY, "de_DE.UTF-8"));
        assertThat(spellings.others(spellings.first(INDIAN), INDIAN, Set.of(TIME_ZONE)))
                .containsExactly(PINNED.with(TIME_ZONE, "Asia/Kolkata"));
        assertThat(spellings.others(spellings.first(INDIAN), INDIAN, Set.of(BYTEA_OUTPUT, TIME_ZONE)))
                .hasSize(3);
    }

    @Test
    void what_was_right_for_one_table_is_tried_first_for_the_next() {
        TextOutputSettingsSelector spellings = new TextOutputSettingsSelector(Optional.empty(), Optional.empty());

        spellings.proved(PINNED.with(BYTEA_OUTPUT, "escape"), spellings.first(NONE));

        assertThat(spellings.first(INDIAN)).isEqualTo(PINNED.with(BYTEA_OUTPUT, "escape"));
        assertThat(spellings.otherThanUsual()).contains("bytea_output = escape");
    }

    /** Two tables are compared in parallel. The settings that the other table has confirmed were not tried for this one. */
    @Test
    void what_was_proved_while_a_table_was_read_is_still_tried_for_it() {
        TextOutputSettingsSelector spellings = new TextOutputSettingsSelector(Optional.empty(), Optional.empty());
        TextOutputSettings tried = spellings.first(NONE);

        spellings.proved(PINNED.with(BYTEA_OUTPUT, "escape"), tried);

        assertThat(spellings.others(tried, NONE, Set.of(BYTEA_OUTPUT)))
                .containsExactly(PINNED.with(BYTEA_OUTPUT, "escape"));
    }

    @Test
    void the_usual_spelling_is_not_worth_a_word() {
        assertThat(new TextOutputSettingsSelector(Optional.empty(), Optional.empty()).otherThanUsual())
                .isEmpty();
    }
}
