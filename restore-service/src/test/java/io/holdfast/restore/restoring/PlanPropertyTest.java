package io.holdfast.restore.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

class PlanPropertyTest {

    @Provide
    Arbitrary<List<RestorableCopy>> copies() {
        return Combinators.combine(
                        Arbitraries.of("local", "vault", "offsite"),
                        Arbitraries.of(true, false),
                        Arbitraries.of("GLACIER", ""))
                .as((where, condemned, storage) ->
                        PlanFactsFixture.copy(where, condemned, storage.isEmpty() ? null : storage))
                .list()
                .ofMinSize(0)
                .ofMaxSize(6);
    }

    @Property
    void a_condemned_copy_is_never_tried_and_an_archived_one_only_after_all_others(
            @ForAll("copies") List<RestorableCopy> copies) {
        List<RestorableCopy> order =
                RestoreCopyOrdering.of(copies, null, copy -> copy.destination().length());

        assertThat(order).noneMatch(RestorableCopy::condemned);
        assertThat(order.stream().map(RestorableCopy::isArchived).toList()).isSorted();
        assertThat(order)
                .hasSize((int) copies.stream().filter(copy -> !copy.condemned()).count());
    }

    @Property
    void whatever_is_known_a_plan_of_a_condemned_backup_cannot_be_approved(
            @ForAll RestoreMode mode, @ForAll BackupKind kind, @ForAll VerificationStatus trust) {
        RestorePlan plan = PlanFactsFixture.usual()
                .with(PlanFactsFixture.request(mode, null))
                .with(PlanFactsFixture.backup(trust, kind, PlanFactsFixture.copy("local", false, null)))
                .plan();

        boolean losesRows = kind == BackupKind.SCHEMA_ONLY && mode != RestoreMode.FRESH;
        assertThat(plan.isApprovable()).isEqualTo(trust != VerificationStatus.CONDEMNED && !losesRows);
    }

    @Property
    void a_name_is_never_cut_off_by_the_server(@ForAll @NotEmpty @StringLength(max = 63) String live, @ForAll long id) {
        List<String> names = List.of(
                DatabaseNameGenerator.kept(live, Instant.EPOCH),
                DatabaseNameGenerator.restored(live, Instant.EPOCH),
                DatabaseNameGenerator.sidecar(live, Instant.EPOCH),
                DatabaseNameGenerator.beside(live, new UUID(id, 0)));

        assertThat(names)
                .allSatisfy(name ->
                        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63));
    }
}
