package io.holdfast.verify.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtensionPolicyTest {

    @Test
    void what_is_on_the_list_is_denied() {
        ExtensionPolicy policy = new ExtensionPolicy(false, Set.of("dblink"), Set.of());

        assertThat(policy.isDenied("dblink")).isTrue();
        assertThat(policy.isDenied("vector")).isFalse();
        assertThat(policy.mayBringLanguage("plpython3u")).isFalse();
    }

    @Test
    void all_can_be_denied_but_some() {
        ExtensionPolicy policy = new ExtensionPolicy(false, Set.of("*"), Set.of("vector"));

        assertThat(policy.isDenied("hstore")).isTrue();
        assertThat(policy.isDenied("vector")).isFalse();
        assertThat(policy.mayBringLanguage("vector")).isTrue();
    }

    @Test
    void nothing_is_denied_to_who_is_trusted() {
        ExtensionPolicy policy = new ExtensionPolicy(true, Set.of("*"), Set.of());

        assertThat(policy.isDenied("dblink")).isFalse();
        assertThat(policy.mayBringLanguage("plpython3u")).isTrue();
    }
}
