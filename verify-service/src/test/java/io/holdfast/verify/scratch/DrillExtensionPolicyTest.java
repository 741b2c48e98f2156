package io.holdfast.verify.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DrillExtensionPolicyTest {

    @Test
    void what_is_on_the_list_is_denied() {
        DrillExtensionPolicy policy = new DrillExtensionPolicy(false, Set.of("dblink"), Set.of());

        assertThat(policy.isDenied("dblink")).isTrue();
        assertThat(policy.isDenied("vector")).isFalse();
        assertThat(policy.mayBringLanguage("plpython3u")).isFalse();
    }

    @Test
    void all_can_be_denied_but_some() {
        DrillExtensionPolicy policy = new DrillExtensionPolicy(false, Set.of("*"), Set.of("vector"));

        assertThat(policy.isDenied("hstore")).isTrue();
        assertThat(policy.isDenied("vector")).isFalse();
        assertThat(policy.mayBringLanguage("vector")).isTrue();
    }

    @Test
    void nothing_is_denied_to_who_is_trusted() {
        DrillExtensionPolicy policy = new DrillExtensionPolicy(true, Set.of("*"), Set.of());

        assertThat(policy.isDenied("dblink")).isFalse();
        assertThat(policy.mayBringLanguage("plpython3u")).isTrue();
    }
}
