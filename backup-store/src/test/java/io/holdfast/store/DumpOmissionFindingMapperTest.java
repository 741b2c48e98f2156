package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Finding;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DumpOmissionFindingMapperTest {

    @Test
    void a_mapping_without_options_is_named_and_none_of_its_options() {
        Finding finding = DumpOmissionFindingMapper.finding(
                new DumpOmission(DumpOmission.MAPPING_OPTIONS, 1, List.of("fed_app on head_office")));

        assertThat(finding.code()).isEqualTo("user_mapping_without_options");
        assertThat(finding.text())
                .startsWith("user mapping for fed_app on head_office was dumped without options: the role cannot read"
                        + " the options");
    }

    @Test
    void a_mapping_that_may_have_options_is_no_certainty() {
        assertThat(DumpOmissionFindingMapper.finding(new DumpOmission(
                                DumpOmission.POSSIBLE_MAPPING_OPTIONS, 2, List.of("a on hq", "b on hq")))
                        .text())
                .startsWith("user mappings for a on hq, b on hq were dumped without options, if they have any");
    }

    @Test
    void of_many_only_the_first_are_named() {
        List<String> names = IntStream.range(0, 100).mapToObj(n -> "s" + n).toList();

        assertThat(DumpOmissionFindingMapper.finding(new DumpOmission(DumpOmission.SUBSCRIPTION, 1_000, names))
                        .text())
                .contains("s0, s1", "s19 and 980 more were not dumped")
                .doesNotContain("s20");
    }

    @Test
    void a_kind_of_a_later_version_is_reported_too() {
        assertThat(DumpOmissionFindingMapper.finding(new DumpOmission("dreams", 1, List.of("sheep"))))
                .isEqualTo(new Finding("not_dumped", "sheep was not dumped (dreams)"));
    }

    @Test
    void hostile_names_stay_on_the_line() {
        assertThat(DumpOmissionFindingMapper.finding(
                                new DumpOmission(DumpOmission.UNLOGGED, 1, List.of("a\u001b[2J\nb")))
                        .text())
                .contains("a?[2J?b");
    }

    @Test
    void a_manifest_without_omissions_has_no_findings() {
        assertThat(DumpOmissionFindingMapper.of(SampleArtifacts.manifest())).isEmpty();
        assertThat(DumpOmissionFindingMapper.of(SampleArtifacts.withEverything()))
                .extracting(Finding::code)
                .containsExactly("subscription_not_dumped");
    }
}
